/** A Markdown table; all columns but the first `texts` are numbers. */
export function markdownTable(
  head: readonly string[],
  lines: readonly (readonly string[])[],
  texts: number,
): string {
  const rule = head.map((_, i) => (i < texts ? '---' : '---:'));
  return [head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

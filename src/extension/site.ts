/** The site of an address, as settings name it; empty where there is none, as for a page of the browser's own. */
export function siteOf(url: string | undefined): string {
  if (!url || !/^(https?|file):/.test(url)) return '';
  // The origin of a file is `null`, and all of them are one site.
  return new URL(url).origin;
}

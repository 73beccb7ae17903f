/** Shader sources, put in as text by the bundler. */
declare module '*?raw' {
  const source: string;
  export default source;
}

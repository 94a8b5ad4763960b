const adopted = new Set<string>();

/**
 * Styles of a part whose code comes late: they come in that code (`import styles from "./part.css?inline"`), so that the part
 * never stands there without them, and what is seen first does not wait for them.
 */
export function adopt(...parts: readonly string[]): void {
  if (typeof document === "undefined") return;
  // Code that could not be had at first is fetched under another address, and runs anew.
  const fresh = parts.filter((styles) => !adopted.has(styles));
  const sheets = fresh.map((styles) => {
    adopted.add(styles);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    return sheet;
  });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
}

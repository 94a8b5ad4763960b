/** A sentence with its blanks filled: for words that come with their part, beside the page's own dictionary. */
export const filled = (sentence: string, blanks: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(blanks[name] ?? ""));

/** Hands a text to the visitor as a file. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address when the click returns; Safari wants a moment more.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Hands a file to the visitor. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address when the click returns; Safari wants a moment more.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

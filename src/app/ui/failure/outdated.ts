/** The file that this page was started from: its name holds a hash of what the page is made of. */
function ownEntry(): string | undefined {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script?.src.split("/").at(-1);
}

/** Whether the server gives out another version of the page by now. False where it cannot be asked. */
export async function isOutdated(): Promise<boolean> {
  const entry = ownEntry();
  if (!entry) return false;
  try {
    const response = await fetch(new URL(".", location.href), { cache: "no-store" });
    if (!response.ok) return false;
    const page = await response.text();
    // What answers in the place of a server (a hotel's log-in page, say) is no newer version.
    return page.includes('id="root"') && !page.includes(entry);
  } catch {
    return false;
  }
}

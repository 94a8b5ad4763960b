/**
 * The entry of this name, or `undefined`. For names that come from outside (a link, storage, a file): an object has
 * names that nobody put there (`constructor`, `__proto__`, …), and those are not entries.
 */
export function lookUp<T>(entries: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return entries && Object.hasOwn(entries, name) ? entries[name] : undefined;
}

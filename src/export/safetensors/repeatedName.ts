/**
 * The first name that an object of this well-formed JSON has twice, at any depth, or `null`: `JSON.parse` silently keeps the
 * last of them. Looks at each character once.
 */
export function repeatedName(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  let expectsName = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : null);
      expectsName = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      expectsName = false;
    } else if (character === ",") {
      expectsName = open.at(-1) instanceof Set;
    } else if (character === '"') {
      const end = endOfString(json, at);
      const names = open.at(-1);
      if (expectsName && names) {
        const name = JSON.parse(json.slice(at, end + 1)) as string;
        if (names.has(name)) return name;
        names.add(name);
      }
      expectsName = false;
      at = end;
    }
  }
  return null;
}

/** The place of the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at;
}

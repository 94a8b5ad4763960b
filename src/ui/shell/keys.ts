/** What a single key does. `kind` counts from 0. */
export type KeyCommand =
  | { readonly do: "playPause" | "step" | "reset" | "share" | "back" | "forward" | "help" }
  | { readonly do: "kind"; readonly kind: number };

export interface KeyPress {
  readonly key: string;
  readonly modified: boolean;
  /** What has the focus: a text field, some other control, or nothing. */
  readonly focus: "text" | "control" | "none";
}

const COMMANDS: Readonly<Record<string, KeyCommand>> = {
  ".": { do: "step" },
  r: { do: "reset" },
  s: { do: "share" },
  "[": { do: "back" },
  "]": { do: "forward" },
  "?": { do: "help" },
  "1": { do: "kind", kind: 0 },
  "2": { do: "kind", kind: 1 },
  "3": { do: "kind", kind: 2 },
  "4": { do: "kind", kind: 3 },
};

/** The command of a key, or `null`: keys with a modifier belong to the browser, letters in a text field to the text. */
export function commandOf({ key, modified, focus }: KeyPress): KeyCommand | null {
  if (modified || focus === "text") return null;
  if (key === " ") return focus === "none" ? { do: "playPause" } : null;
  return COMMANDS[key.toLowerCase()] ?? null;
}

const TEXT_INPUTS = new Set(["text", "search", "number", "url", "email", "tel", "password"]);

/** What kind of thing an event came from. */
export function focusOf(target: EventTarget | null): KeyPress["focus"] {
  if (!(target instanceof HTMLElement)) return "none";
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return "text";
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type) ? "text" : "control";
  return target.closest("a, button, summary, [role], [tabindex]") ? "control" : "none";
}

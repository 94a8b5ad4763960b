/** What a single key does. `kind` counts from 0. */
export type KeyCommand =
  | { readonly do: "playPause" | "step" | "reset" | "share" | "back" | "forward" | "help" }
  | { readonly do: "kind"; readonly kind: number };

export interface KeyPress {
  /** The character that the keyboard's layout makes of it: its meaning. */
  readonly key: string;
  /** Where it lies, by its name on a US keyboard: `BracketLeft`, `Digit1`. */
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** Whether `alt` and `ctrl` are there to write the character, as AltGr is: `[` on a German keyboard. */
  readonly altGraph: boolean;
  /** What has the focus: a text field, a control that holds a value, a button or a link, or nothing. */
  readonly focus: "text" | "value" | "button" | "none";
}

/** By what the key writes. */
const BY_MEANING: Readonly<Record<string, KeyCommand>> = {
  " ": { do: "playPause" },
  ".": { do: "step" },
  r: { do: "reset" },
  s: { do: "share" },
  "[": { do: "back" },
  "]": { do: "forward" },
  "?": { do: "help" },
};

/** By where the key lies, for layouts that write something else there: Cyrillic, Greek, Arabic, French digits. */
const BY_PLACE: Readonly<Record<string, KeyCommand>> = {
  Space: { do: "playPause" },
  Period: { do: "step" },
  KeyR: { do: "reset" },
  KeyS: { do: "share" },
  BracketLeft: { do: "back" },
  BracketRight: { do: "forward" },
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap((digit) =>
      [`Digit${digit}`, `Numpad${digit}`].map((code) => [code, { do: "kind", kind: digit - 1 } as const]),
    ),
  ),
};

/** A key that writes a Latin letter or a sign that means something means that, wherever it lies. */
const LATIN = /^[a-z]$/i;

/** What may be done while a control has the focus: nothing that changes a setting, or that the control does itself. */
const FROM_VALUES: ReadonlySet<KeyCommand["do"]> = new Set(["step", "share", "back", "forward", "help"]);
const FROM_BUTTONS: ReadonlySet<KeyCommand["do"]> = new Set([...FROM_VALUES, "reset"]);

/** The command of a key, or `null`: keys with a modifier belong to the browser, keys in a text field to the text. */
export function commandOf(press: KeyPress): KeyCommand | null {
  const { key, focus, altGraph } = press;
  if (press.meta || (!altGraph && (press.ctrl || press.alt)) || focus === "text") return null;
  const letter = key.toLowerCase();
  const meant = Object.hasOwn(BY_MEANING, letter) ? BY_MEANING[letter] : undefined;
  const placed = LATIN.test(key) || altGraph || !Object.hasOwn(BY_PLACE, press.code) ? undefined : BY_PLACE[press.code];
  const command = meant ?? placed ?? null;
  if (!command || focus === "none") return command;
  return (focus === "button" ? FROM_BUTTONS : FROM_VALUES).has(command.do) ? command : null;
}

const TEXT_INPUTS = new Set(["text", "search", "number", "url", "email", "tel", "password"]);

const VALUE_ROLES = new Set(["slider", "spinbutton", "switch", "checkbox", "radio", "option", "listbox", "combobox"]);

/** What kind of thing an event came from. */
export function focusOf(target: EventTarget | null): KeyPress["focus"] {
  if (!(target instanceof HTMLElement)) return "none";
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return "text";
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type) ? "text" : "value";
  const role = target.closest("[role]")?.getAttribute("role");
  if (role && VALUE_ROLES.has(role)) return "value";
  return target.closest("a, button, summary, [role], [tabindex]") ? "button" : "none";
}

import { describe, expect, it } from "vitest";
import { commandOf, type KeyPress } from "./keys.ts";
import { mayReplaceData } from "./use-keys.ts";

const NONE = { ctrl: false, alt: false, meta: false, altGraph: false, focus: "none" } as const;
const press = (key: string, code = "", more: Partial<KeyPress> = {}) => commandOf({ ...NONE, key, code, ...more });

describe("single keys", () => {
  it("play and pause by Space, step, reset, share, move on the timeline and help", () => {
    expect(press(" ", "Space")).toEqual({ do: "playPause" });
    expect(press(".", "Period")).toEqual({ do: "step" });
    expect(press("r", "KeyR")).toEqual({ do: "reset" });
    expect(press("S", "KeyS")).toEqual({ do: "share" });
    expect(press("[", "BracketLeft")).toEqual({ do: "back" });
    expect(press("]", "BracketRight")).toEqual({ do: "forward" });
    expect(press("?", "Slash")).toEqual({ do: "help" });
  });

  it("choose the kind of data by its place", () => {
    expect(press("1", "Digit1")).toEqual({ do: "kind", kind: 0 });
    expect(press("4", "Numpad4")).toEqual({ do: "kind", kind: 3 });
    expect(press("5", "Digit5")).toBeNull();
  });

  it("go by what they write: brackets by AltGr on a German keyboard, however it is told", () => {
    expect(press("[", "Digit8", { altGraph: true })).toEqual({ do: "back" });
    expect(press("[", "Digit8", { altGraph: true, ctrl: true, alt: true })).toEqual({ do: "back" });
    expect(press("?", "Minus")).toEqual({ do: "help" });
    // AltGr+2 writes ² there, which means nothing.
    expect(press("²", "Digit2", { altGraph: true })).toBeNull();
  });

  it("go by their place where the layout writes something else", () => {
    expect(press("ы", "KeyS")).toEqual({ do: "share" });
    expect(press("к", "KeyR")).toEqual({ do: "reset" });
    expect(press("х", "BracketLeft")).toEqual({ do: "back" });
    expect(press("ü", "BracketLeft")).toEqual({ do: "back" });
    expect(press("&", "Digit1")).toEqual({ do: "kind", kind: 0 });
    expect(press("١", "Digit1")).toEqual({ do: "kind", kind: 0 });
    // Dvorak writes o where a US keyboard has S, and s elsewhere.
    expect(press("o", "KeyS")).toBeNull();
    expect(press("s", "Semicolon")).toEqual({ do: "share" });
  });

  it("change nothing while a control has the focus", () => {
    for (const [key, code] of [
      ["1", "Digit1"],
      ["2", "Numpad2"],
      ["r", "KeyR"],
      [" ", "Space"],
    ] as const) {
      expect(press(key, code, { focus: "value" })).toBeNull();
    }
    for (const focus of ["value", "button"] as const) {
      expect(press("2", "Digit2", { focus })).toBeNull();
      expect(press(" ", "Space", { focus })).toBeNull();
      expect(press(".", "Period", { focus })).toEqual({ do: "step" });
      expect(press("[", "BracketLeft", { focus })).toEqual({ do: "back" });
    }
    expect(press("r", "KeyR", { focus: "button" })).toEqual({ do: "reset" });
  });

  it("stay letters in a text field, and the browser's with a modifier", () => {
    expect(press("r", "KeyR", { focus: "text" })).toBeNull();
    expect(press(" ", "Space", { focus: "text" })).toBeNull();
    for (const modifier of ["ctrl", "alt", "meta"] as const) {
      expect(press("r", "KeyR", { [modifier]: true })).toBeNull();
      expect(press("1", "Digit1", { [modifier]: true })).toBeNull();
    }
  });

  it("that objects inherit are no commands", () => {
    for (const name of ["constructor", "__proto__", "toString"]) expect(press(name, name)).toBeNull();
  });
});

describe("the keys of the kinds of data", () => {
  it("replace nothing that was trained, and nothing while it trains", () => {
    expect(mayReplaceData({ step: 0, phase: { kind: "ready" } })).toBe(true);
    expect(mayReplaceData({ step: 0, phase: { kind: "playing" } })).toBe(false);
    expect(mayReplaceData({ step: 151, phase: { kind: "paused" } })).toBe(false);
  });
});

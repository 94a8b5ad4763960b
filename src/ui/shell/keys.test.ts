import { describe, expect, it } from "vitest";
import { commandOf } from "./keys.ts";

const press = (key: string, focus: "text" | "control" | "none" = "none", modified = false) =>
  commandOf({ key, focus, modified });

describe("single keys", () => {
  it("play and pause by Space where no control has the focus", () => {
    expect(press(" ")).toEqual({ do: "playPause" });
    expect(press(" ", "control")).toBeNull();
  });

  it("step, reset, share, move on the timeline and help, also from a button", () => {
    expect(press(".", "control")).toEqual({ do: "step" });
    expect(press("r")).toEqual({ do: "reset" });
    expect(press("S")).toEqual({ do: "share" });
    expect(press("[")).toEqual({ do: "back" });
    expect(press("]")).toEqual({ do: "forward" });
    expect(press("?")).toEqual({ do: "help" });
  });

  it("choose the kind of data by its place", () => {
    expect(press("1")).toEqual({ do: "kind", kind: 0 });
    expect(press("4")).toEqual({ do: "kind", kind: 3 });
    expect(press("5")).toBeNull();
  });

  it("stay letters in a text field, and the browser's with a modifier", () => {
    expect(press("r", "text")).toBeNull();
    expect(press(" ", "text")).toBeNull();
    expect(press("r", "none", true)).toBeNull();
  });
});

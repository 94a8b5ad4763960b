import { describe, expect, it } from "vitest";
// @ts-expect-error a script without types
import { findFirefox } from "./firefox.mjs";

const only =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path);

describe("the Firefox that the journey runs in", () => {
  it("is the one that was asked for, else one on the PATH, else the system's", () => {
    expect(findFirefox({ INKLING_FIREFOX: "/mine", PATH: "/a" }, only("/mine", "/a/firefox"))).toBe("/mine");
    expect(findFirefox({ PATH: "/a:/b" }, only("/b/firefox-esr", "/usr/bin/firefox"))).toBe("/b/firefox-esr");
    expect(findFirefox({ PATH: "" }, only("/usr/bin/firefox-esr"))).toBe("/usr/bin/firefox-esr");
    expect(findFirefox({}, only())).toBeNull();
  });

  it("is not passed over where it was asked for and is not there", () => {
    expect(() => findFirefox({ INKLING_FIREFOX: "/mine" }, only("/usr/bin/firefox"))).toThrow("/mine");
  });
});

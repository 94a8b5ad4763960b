import { describe, expect, it } from "vitest";
import { type BrowserPlaces, findBrowser } from "./browser.ts";

function places(executables: readonly string[], environment: Record<string, string> = {}): BrowserPlaces {
  return {
    environment,
    playwrightPath: () => "/cache/playwright/chrome",
    isExecutable: (path) => executables.includes(path),
  };
}

describe("findBrowser", () => {
  it("prefers the one that INKLING_BROWSER names", () => {
    const all = ["/opt/mine/chrome", "/cache/playwright/chrome", "/usr/bin/chromium"];
    expect(findBrowser(places(all, { INKLING_BROWSER: "/opt/mine/chrome" }))).toEqual({
      path: "/opt/mine/chrome",
      origin: "environment",
    });
  });

  it("refuses an INKLING_BROWSER that is no executable instead of passing it over", () => {
    const named = places(["/usr/bin/chromium"], { INKLING_BROWSER: "/nowhere" });
    expect(() => findBrowser(named)).toThrow("INKLING_BROWSER names no executable: /nowhere");
  });

  it("takes Playwright's own before the system's", () => {
    const both = places(["/cache/playwright/chrome", "/usr/bin/chromium"]);
    expect(findBrowser(both)).toEqual({ path: "/cache/playwright/chrome", origin: "playwright" });
  });

  it("takes the system's where Playwright's file is missing", () => {
    expect(findBrowser(places(["/usr/bin/google-chrome"]))).toEqual({
      path: "/usr/bin/google-chrome",
      origin: "system",
    });
  });

  it("looks through PATH last", () => {
    expect(findBrowser(places(["/home/me/bin/chromium"], { PATH: "/bin:/home/me/bin" }))).toEqual({
      path: "/home/me/bin/chromium",
      origin: "system",
    });
  });

  it("answers null on a machine without any", () => {
    expect(findBrowser(places([]))).toBeNull();
  });

  it("goes on where Playwright has no build for the system", () => {
    const strange = {
      ...places(["/usr/bin/chromium"]),
      playwrightPath: () => {
        throw new Error("unsupported");
      },
    };
    expect(findBrowser(strange)?.origin).toBe("system");
  });
});

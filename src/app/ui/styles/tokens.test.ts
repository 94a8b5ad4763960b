import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The hexadecimal colours of the first rule whose selector holds `selector`. */
function coloursOf(selector: string): Record<string, string> {
  const start = css.indexOf("{", css.indexOf(selector));
  const body = css.slice(start + 1, css.indexOf("}", start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** Relative luminance of an sRGB colour. WCAG 2.2, definition "relative luminance". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "panel", "sunken", "raised"];
const texts = ["ink", "ink-2", "ink-3", "generator", "critic", "encoder", "truth", "gradient", "neutral", "accent"];
const themes = { light: coloursOf('[data-theme="light"]'), dark: coloursOf('[data-theme="dark"]') };

describe("contrast", () => {
  it("is 21 between black and white, and 4.54 between #767676 and white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});

describe.each(Object.entries(themes))("the %s theme", (_, colours) => {
  const of = (name: string): string => {
    const hex = colours[name];
    if (!hex) throw new Error(`the token --${name} is missing`);
    return hex;
  };

  it.each(texts)("shows text in %s on every ground at 4.5:1 or more", (text) => {
    for (const ground of grounds) expect(contrast(of(text), of(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["on-ink", "ink"],
    ["on-role", "generator"],
    ["on-role", "critic"],
    ["on-role", "encoder"],
    ["on-role", "truth"],
    ["on-role", "gradient"],
    ["on-role", "accent"],
    ["warn", "panel"],
    ["warn", "warn-ground"],
    ["danger", "panel"],
    ["danger", "danger-ground"],
    ["ink", "warn-ground"],
    ["ink", "danger-ground"],
    ["ink", "notice-ground"],
    ["ink-2", "warn-ground"],
    ["ink-2", "danger-ground"],
    ["ink-2", "notice-ground"],
  ])("shows text in %s on %s at 4.5:1 or more", (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["line-strong", "focus"])("draws %s, the edge of controls, at 3:1 or more", (edge) => {
    for (const ground of grounds) expect(contrast(of(edge), of(ground)), ground).toBeGreaterThanOrEqual(3);
  });

  it("declares every colour of the other theme", () => {
    expect(Object.keys(colours).sort()).toEqual(Object.keys(themes.light).sort());
  });
});

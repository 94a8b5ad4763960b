import { useSyncExternalStore } from "react";
import type { Role } from "../../../schema/role.ts";

/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number];

/** What a canvas needs of the theme; it cannot read CSS variables by itself. */
export interface Colours {
  readonly ink: Rgb;
  readonly quiet: Rgb;
  readonly line: Rgb;
  readonly ground: Rgb;
  readonly panel: Rgb;
  readonly role: Readonly<Record<Role, Rgb>>;
}

/** Reads `#rgb` and `#rrggbb`; anything else is black. */
export function parseHex(text: string): Rgb {
  const digits = text.trim().replace(/^#/, "");
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  if (!/^[0-9a-f]{6}$/i.test(full)) return [0, 0, 0];
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

/** Whether the theme is a dark one. */
export const isDark = ({ panel: [r, g, b] }: Pick<Colours, "panel">): boolean => r + g + b < 384;

export const css = ([r, g, b]: Rgb, alpha = 1): string => `rgb(${r} ${g} ${b} / ${alpha})`;

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): Rgb => parseHex(style.getPropertyValue(`--${name}`));
  return {
    ink: read("ink"),
    quiet: read("ink-3"),
    line: read("line"),
    ground: read("sunken"),
    panel: read("panel"),
    role: {
      generator: read("generator"),
      critic: read("critic"),
      encoder: read("encoder"),
      truth: read("truth"),
      gradient: read("gradient"),
      neutral: read("neutral"),
    },
  };
}

let current: Colours | null = null;

function subscribe(changed: () => void): () => void {
  const refresh = () => {
    current = null;
    changed();
  };
  const observer = new MutationObserver(refresh);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", refresh);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", refresh);
  };
}

const snapshot = (): Colours => {
  current ??= readColours();
  return current;
};

/** The theme's colours for canvases; draws again when the theme changes. */
export function useColours(): Colours {
  return useSyncExternalStore(subscribe, snapshot);
}

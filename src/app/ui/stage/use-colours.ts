import { useSyncExternalStore } from "react";
import { type Colours, parseHex, type Rgb } from "./colours.ts";

const HEADS = 8;

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
    heads: Array.from({ length: HEADS }, (_, i) => read(`head-${i + 1}`)),
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

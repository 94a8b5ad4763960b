import { LANGUAGES, type Language } from "../../schema/words.ts";
import type { Arithmetic } from "../../worker/api.ts";
import type { Context } from "./context.ts";
import type { KeyValues, Page } from "./ports.ts";
import type { Preferences } from "./state.ts";

const KEY = "inkling.preferences";
const THEMES: readonly Preferences["theme"][] = ["system", "light", "dark"];

/** What this visitor chose before; the language is that of a link that asks for one, else the visitor's choice, else the browser's. */
export function loadPreferences(storage: KeyValues, page: Page, linked: Language | null): Preferences {
  const kept = parse(storage.get(KEY));
  const known = LANGUAGES.find((language) => language === kept.language);
  const spoken = page.languages.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)));
  return {
    language: linked ?? known ?? spoken.find((language) => language !== undefined) ?? "en",
    theme: THEMES.find((theme) => theme === kept.theme) ?? "system",
    projector: kept.projector === true,
    singleKeys: kept.singleKeys !== false,
    arithmetic: kept.arithmetic === "fused" ? "fused" : "exact",
    volume: typeof kept.volume === "number" && kept.volume >= 0 && kept.volume <= 1 ? kept.volume : 0.8,
    listening: kept.listening !== false,
  };
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function preferenceActions({ set, ports }: Context) {
  const prefer = (change: Partial<Preferences>) => {
    set(change);
    // Only what was chosen: a language that a link asked for, or the browser's, is no choice.
    ports.storage.set(KEY, JSON.stringify({ ...parse(ports.storage.get(KEY)), ...change }));
  };
  return {
    setLanguage(language: Language): void {
      set({ linkLanguage: null });
      prefer({ language });
    },
    setTheme: (theme: Preferences["theme"]): void => prefer({ theme }),
    setProjector: (projector: boolean): void => prefer({ projector }),
    setSingleKeys: (singleKeys: boolean): void => prefer({ singleKeys }),
    setVolume: (volume: number): void => prefer({ volume }),
    preferArithmetic: (arithmetic: Arithmetic): void => prefer({ arithmetic }),
    setListening: (listening: boolean): void => prefer({ listening }),
  };
}

import { useEffect } from "react";
import { keepEverything } from "../../offline/install.ts";
import { bringFamilyWords } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";
import { fetchParts, whenIdle } from "./late-part.tsx";

/** Once the first run stands, what the page may still need is fetched: its own parts, then all that works offline. */
export function useFetchAhead(): void {
  const ready = useApp((state) => state.phase.kind !== "opening");
  const language = useApp((state) => state.language);
  useEffect(() => {
    if (!ready) return;
    const words = whenIdle().then(() => bringFamilyWords(language));
    words
      .catch((error: unknown) => console.warn(error))
      .then(fetchParts)
      .then(keepEverything);
  }, [ready, language]);
}

import { useEffect, useLayoutEffect } from "react";
import { bringFamilyWords, showLanguage } from "../i18n/i18n.ts";
import { familiesShown } from "../i18n/shown.ts";
import { useApp, useAppContext } from "../store.ts";

/** Keeps what lies outside of React's tree in step with the store: language, theme and projector mode of the document. */
export function useDocument(): void {
  const { store } = useAppContext();
  const language = useApp((state) => state.language);
  const families = useApp((state) => familiesShown(state).join());
  const theme = useApp((state) => state.theme);
  const projector = useApp((state) => state.projector);

  useLayoutEffect(() => {
    const shown = () => {
      document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    };
    // Without a network the page stays in the language that it has; the choice is kept for the next visit.
    showLanguage(language, familiesShown(store.getState())).then(shown, (error: unknown) => console.warn(error));
  }, [language, store]);

  useEffect(() => {
    // What a family lacks of its words goes by its ids, until it is chosen again.
    bringFamilyWords(language, families.split(",")).catch((error: unknown) => console.warn(error));
  }, [language, families]);

  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = (): void => {
      document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);

  useEffect(() => {
    document.documentElement.dataset.projector = projector ? "on" : "off";
  }, [projector]);
}

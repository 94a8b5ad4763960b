import { useEffect, useLayoutEffect } from "react";
import { showLanguage } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";

/** Keeps what lies outside of React's tree in step with the store: language, theme and projector mode of the document. */
export function useDocument(): void {
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  const projector = useApp((state) => state.projector);

  useLayoutEffect(() => {
    const shown = () => {
      document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    };
    // Without a network the page stays in the language that it has; the choice is kept for the next visit.
    showLanguage(language).then(shown, (error: unknown) => console.warn(error));
  }, [language]);

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

import { useEffect, useLayoutEffect } from "react";
import { i18n } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";

/** Keeps what lies outside of React's tree in step with the store: language, theme and projector mode of the document. */
export function useDocument(): void {
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  const projector = useApp((state) => state.projector);

  useLayoutEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    void i18n.changeLanguage(language);
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

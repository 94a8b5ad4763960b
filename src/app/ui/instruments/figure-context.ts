import { useMemo } from "react";
import { modelValues } from "../../../catalog/config.ts";
import { chosen, figuresOf } from "../../../catalog/parameters.ts";
import { useApp } from "../store.ts";

/** What the figures are about: the set-up of the run, and the data that it learns from. */
export function useFigureContext() {
  const config = useApp((state) => state.applied ?? state.config);
  const facts = useApp((state) => state.facts);
  return useMemo(
    () => ({
      all: figuresOf(config),
      context: { values: modelValues(config), domain: chosen(config).domain, facts },
    }),
    [config, facts],
  );
}

import { isShown, labelsOf, parametersOf } from "../../../../catalog/parameters.ts";
import { useKeyWords } from "../../i18n/words.ts";
import { useApp, useAppShallow } from "../../store.ts";
import { ParameterControl } from "./parameter-control.tsx";

/** Controls of these link keys, in this order; what makes no sense for the set-up is left out. */
export function ParameterList({ keys }: { readonly keys: readonly string[] }) {
  const words = useKeyWords();
  const parameters = useApp((state) => parametersOf(state.config));
  const shown = useAppShallow((state) =>
    keys.filter(
      (key) =>
        isShown(state.config, key) &&
        (parameters.get(key)?.type !== "label" || (labelsOf(state.config) ?? state.facts?.labels ?? []).length > 0),
    ),
  );
  return shown.map((key) => {
    const parameter = parameters.get(key);
    return parameter ? <ParameterControl key={key} name={key} parameter={parameter} words={words(key)} /> : null;
  });
}

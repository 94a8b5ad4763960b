import { isShown, parametersOf } from "../../../../catalog/parameters.ts";
import { useKeyWords } from "../../i18n/words.ts";
import { useApp } from "../../store.ts";
import { ParameterControl } from "./parameter-control.tsx";

/** The control of a parameter that is known by its link key; nothing where it makes no sense for the set-up. */
export function KeyedParameter({ name }: { readonly name: string }) {
  const words = useKeyWords();
  const parameter = useApp((state) => parametersOf(state.config).get(name));
  const shown = useApp((state) => isShown(state.config, name));
  return parameter && shown ? <ParameterControl name={name} parameter={parameter} words={words(name)} /> : null;
}

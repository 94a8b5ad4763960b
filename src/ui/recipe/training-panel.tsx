import { chosen, parametersOf } from "../../config/parameters.ts";
import { useT } from "../i18n/i18n.ts";
import { useChosenWords, useKeyWords } from "../i18n/words.ts";
import { Panel } from "../shell/controls/panel.tsx";
import { useApp } from "../store.ts";
import { FixedRow } from "./parameter/fixed-row.tsx";
import { ParameterList } from "./parameter/parameter-list.tsx";

/** Objective, optimizer and all that training has to know; the optimizer's finer settings are folded away. */
export function TrainingPanel() {
  const t = useT();
  const words = useKeyWords();
  const family = useChosenWords().family;
  const parameters = useApp((state) => parametersOf(state.config));
  const { manifest } = useApp((state) => chosen(state.config).optimizer);
  const { objectives } = useApp((state) => chosen(state.config).family.manifest);

  const [first, ...finer] = Object.keys(manifest.parameters).map((name) => `training.${name}`);
  const heads = ["training.objective", "training.optimizer", ...(first ? [first] : [])];
  const rest = [...parameters.keys()].filter(
    (key) => key.startsWith("training.") && !heads.includes(key) && !finer.includes(key),
  );
  const [only] = objectives;
  const objective = objectives.length === 1 && only ? family.objectives?.[only] : undefined;
  return (
    <Panel mark="3" title={t("recipe.training")} className="recipe-panel">
      {objective ? (
        <FixedRow name={words("training.objective").name} value={objective.name} help={objective.help ?? ""} />
      ) : null}
      <ParameterList keys={objective ? heads.slice(1) : heads} />
      <ParameterList keys={rest} />
      {finer.length > 0 ? (
        <details className="finer">
          <summary>{t("recipe.more")}</summary>
          <ParameterList keys={finer} />
        </details>
      ) : null}
    </Panel>
  );
}

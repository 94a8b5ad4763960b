import { chosen, parametersOf } from "../../../catalog/parameters.ts";
import { useT } from "../i18n/i18n.ts";
import { useChosenWords, useKeyWords } from "../i18n/words.ts";
import { Panel } from "../shell/controls/panel.tsx";
import { PACE_KEYS } from "../shell/pace.tsx";
import { useApp } from "../store.ts";
import { FixedRow } from "./parameter/fixed-row.tsx";
import { ParameterList } from "./parameter/parameter-list.tsx";

/**
 * What training has to know beside learning rate and optimizer, which stand next to Play; the optimizer's finer settings
 * are folded away.
 */
export function TrainingPanel() {
  const t = useT();
  const words = useKeyWords();
  const family = useChosenWords().family;
  const parameters = useApp((state) => parametersOf(state.config));
  const optimizer = useApp((state) => chosen(state.config).optimizer);

  const elsewhere: readonly string[] = ["training.objective", ...PACE_KEYS];
  const finer = Object.keys(optimizer.parameters)
    .map((name) => `training.${name}`)
    .filter((key) => !elsewhere.includes(key));
  const rest = [...parameters.keys()].filter(
    (key) => key.startsWith("training.") && !elsewhere.includes(key) && !finer.includes(key),
  );
  const choice = parameters.get("training.objective");
  const [only, ...others] = choice?.type === "choice" ? choice.choices : [];
  const objective = only !== undefined && others.length === 0 ? family.objectives[only] : undefined;
  return (
    <Panel mark="3" title={t("recipe.training")} className="recipe-panel">
      {objective ? (
        <FixedRow name={words("training.objective").name} value={objective.name} help={objective.help ?? ""} />
      ) : null}
      {objective ? null : <ParameterList keys={["training.objective"]} />}
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

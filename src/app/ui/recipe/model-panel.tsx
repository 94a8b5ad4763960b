import { useMemo } from "react";
import { stepCost } from "../../../catalog/cost.ts";
import { isShown, labelsOf, parametersOf } from "../../../catalog/parameters.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useChosenWords, useKeyWords } from "../i18n/words.ts";
import { Panel } from "../shell/controls/panel.tsx";
import { useApp, useAppShallow } from "../store.ts";
import { factsFit } from "./facts.ts";
import { FixedRow } from "./parameter/fixed-row.tsx";
import { ParameterList } from "./parameter/parameter-list.tsx";
import { slowStepMs } from "./step-time.ts";

/** The family and its parameters, with what they cost in weights, memory and, where it is long, time. */
export function ModelPanel() {
  const t = useT();
  const parameters = useApp((state) => parametersOf(state.config));
  const family = useChosenWords().family;
  const words = useKeyWords();
  const choice = parameters.get("model.family");
  const several = choice?.type === "choice" && choice.choices.length > 1;
  // One label alone tells a model nothing, and neither does none.
  const labelled = useApp(
    (state) => (factsFit(state) && state.facts ? state.facts.labels : (labelsOf(state.config) ?? [])).length > 1,
  );
  const keys = [...parameters.keys()].filter(
    (key) =>
      key.startsWith("model.") && (several || key !== "model.family") && (labelled || key !== "model.conditional"),
  );
  const advanced = useAppShallow((state) =>
    keys.filter((key) => parameters.get(key)?.advanced && isShown(state.config, key)),
  );
  return (
    <Panel mark="2" title={t("recipe.model")} aside={<Cost />} className="recipe-panel">
      <SlowStep />
      {several ? null : <FixedRow name={words("model.family").name} value={family.name} help={family.help ?? ""} />}
      <ParameterList keys={keys.filter((key) => !advanced.includes(key))} />
      {advanced.length > 0 ? (
        <details className="finer">
          <summary>{t("recipe.more")}</summary>
          <ParameterList keys={advanced} />
        </details>
      ) : null}
    </Panel>
  );
}

/** Weights and bytes by the manifest's estimate, as soon as there are facts of the chosen data. */
function Cost() {
  const t = useT();
  const format = useFormat();
  const config = useApp((state) => state.config);
  const facts = useApp((state) => (factsFit(state) ? state.facts : null));
  const estimate = useMemo(() => (facts ? stepCost(config, facts) : null), [config, facts]);
  if (!estimate) return null;
  return (
    <>
      <span>{t("recipe.weights", { count: estimate.weights, formatted: format.number(estimate.weights) })}</span>
      <span title={t("recipe.memoryHint")}>{t("recipe.memory", { bytes: format.bytes(estimate.bytes) })}</span>
    </>
  );
}

/** A warning before Play, where steps are slow on this machine; what was measured once there are steps. */
function SlowStep() {
  const t = useT();
  const format = useFormat();
  const stepMs = useApp(slowStepMs);
  if (stepMs === null) return null;
  return (
    <p className="recipe-time" title={t("recipe.stepTimeHint")}>
      {t("recipe.stepTime", { span: format.span(stepMs) })}
    </p>
  );
}

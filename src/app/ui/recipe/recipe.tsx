import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { DataPanel } from "./data-panel.tsx";
import { LinkRepairs } from "./link-repairs.tsx";
import { ModelPanel } from "./model-panel.tsx";
import { TrainingPanel } from "./training-panel.tsx";

/** The recipe of a run, in the order in which it is made: data, model, training. */
export function Recipe() {
  const t = useT();
  return (
    <div className="recipe">
      <Part name={t("shell.repairs.title")}>
        <LinkRepairs />
      </Part>
      <Part name={t("recipe.data")}>
        <DataPanel />
      </Part>
      <Part name={t("recipe.model")}>
        <ModelPanel />
      </Part>
      <Part name={t("recipe.training")}>
        <TrainingPanel />
      </Part>
    </div>
  );
}

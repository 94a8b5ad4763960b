import { DataPanel } from "./data-panel.tsx";
import { LinkRepairs } from "./link-repairs.tsx";
import { ModelPanel } from "./model-panel.tsx";
import { TrainingPanel } from "./training-panel.tsx";

/** The recipe of a run, in the order in which it is made: data, model, training. */
export function Recipe() {
  return (
    <div className="recipe">
      <LinkRepairs />
      <DataPanel />
      <ModelPanel />
      <TrainingPanel />
    </div>
  );
}

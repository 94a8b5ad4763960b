import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { TaskProgress } from "../../../worker/api.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { IconButton } from "./controls/button.tsx";

/** Work that is over sooner than this is not worth a flicker. */
const PATIENCE_MS: Readonly<Record<TaskProgress["kind"], number>> = {
  data: 300,
  backend: 300,
  model: 300,
  shaders: 300,
  baselines: 600,
  samples: 2500,
};

/** Long work, with what it is doing and a way to stop it. */
export function Tasks() {
  const tasks = useApp((state) => state.tasks);
  return tasks.filter((task) => !task.finished).map((task) => <Task key={task.id} task={task} />);
}

function Task({ task }: { readonly task: TaskProgress }) {
  const t = useT();
  const format = useFormat();
  const { cancelTask } = useActions();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS[task.kind]);
    return () => clearTimeout(timer);
  }, [task.kind]);
  if (!shown) return null;

  // The worker starts one backend; the page's own task tries them all.
  const name = t(`shell.tasks.${task.kind === "backend" && task.id < 0 ? "start" : task.kind}`);
  const percent = task.done === null ? undefined : Math.round(task.done * 100);
  return (
    <div className="task">
      <span className="task-name">{name}</span>
      <span className="tabular quiet">{task.done === null ? "" : format.percent(task.done)}</span>
      <div
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={`progress${task.done === null ? " progress-unknown" : ""}`}
      >
        <i style={task.done === null ? undefined : { transform: `scaleX(${task.done})` }} />
      </div>
      <IconButton label={t("shell.tasks.cancel", { name })} kind="quiet" small onClick={() => cancelTask(task.id)}>
        <X size="1em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

import type { Fault } from "../../../core/errors.ts";
import { asBytes } from "../../../schema/view.ts";
import { type Checkpoint, type RunEvent, SCHEDULED_SAMPLES, type TaskProgress } from "../../../worker/api.ts";
import type { Moment } from "../../storage/entry.ts";
import type { Core } from "./core.ts";
import type { SessionState } from "./state.ts";

type Samples = Extract<RunEvent, { type: "samples" }>;
type Probes = Extract<RunEvent, { type: "probe" }>;

/** Moments that the timeline holds at most, and the bytes of pictures or sounds; beyond either, every second one of the older half goes. */
const MAX_MOMENTS = 400;
const MAX_PICTURE_BYTES = 24e6;

interface Hooks {
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
  /** The run cannot go on, and a fresh worker would not help by itself. */
  readonly onBroken: (fault: Fault) => void;
}

/** Turns the worker's events into state, at most once a frame for what comes often. */
export function createEventSink({ get, set, ports, dispatch, announce }: Core, hooks: Hooks) {
  let clock: Pick<SessionState, "step" | "elapsedMs" | "stepsPerSecond"> | null = null;
  let samples: Samples | null = null;
  let probes: Probes | null = null;
  let due = false;

  function soon(): void {
    if (due) return;
    due = true;
    ports.schedule.frame(() => {
      due = false;
      flush();
    });
  }

  /** Shows at once what was waiting for the next frame. */
  function flush(): void {
    const change: Partial<SessionState> = {
      ...(clock ? { ...clock, seriesVersion: get().seriesVersion + 1 } : {}),
      ...(samples ? { samples: { step: samples.step, view: samples.view, finished: false } } : {}),
      ...(probes ? { probes: { step: probes.step, probes: probes.probes } } : {}),
    };
    discard();
    if (Object.keys(change).length > 0) set(change);
  }

  /** Forgets what was waiting: it belongs to a run that is no more. */
  function discard(): void {
    clock = null;
    samples = null;
    probes = null;
  }

  function onProgress(event: Extract<RunEvent, { type: "progress" }>): void {
    get().series.append(event.series, event.steps, event.values);
    const step = event.steps.at(-1);
    clock = {
      step: step ?? clock?.step ?? get().step,
      elapsedMs: event.elapsedMs,
      stepsPerSecond: event.stepsPerSecond,
    };
    soon();
  }

  function onSamples(event: Samples): void {
    if (!event.finished) {
      samples = event;
      soon();
      return;
    }
    samples = null;
    const { step, view, finished } = event;
    set({ samples: { step, view, finished } });
    const { timeline, moment } = get();
    // Samples that were asked for at another time are no moment of the timeline; at a logged one they take its place.
    if (event.task !== SCHEDULED_SAMPLES && timeline.at(-1)?.step !== step) return;
    set(withMoment(timeline, moment, { step, view: asBytes(view) }));
  }

  function receive(event: RunEvent): void {
    switch (event.type) {
      case "progress":
        onProgress(event);
        break;
      case "samples":
        onSamples(event);
        break;
      case "preview":
        announce({ type: "preview", preview: event });
        break;
      case "probe":
        probes = event;
        soon();
        break;
      case "state":
        flush();
        dispatch({ type: "reported", state: event.state }, { step: event.step });
        break;
      case "task":
        set({ tasks: withTask(get().tasks, event.task) });
        break;
      case "work":
        set({ work: event.work && { ...event.work, since: ports.now() } });
        break;
      case "facts":
        set({ facts: event.facts });
        break;
      case "alarm":
        set({ alarms: [...get().alarms.filter(({ id }) => id !== event.alarm.id), event.alarm] });
        break;
      case "cleared":
        set({ alarms: get().alarms.filter(({ id }) => id !== event.alarm) });
        break;
      case "checkpoint":
        hooks.onCheckpoint(event.checkpoint);
        break;
      case "fault":
        hooks.onBroken(event.fault);
        break;
      case "heartbeat":
        break;
      default:
        event satisfies never;
    }
  }

  return { receive, flush, discard };
}

function pictureBytes({ view }: Moment): number {
  if (view.kind === "images") return view.pixels.byteLength;
  return view.kind === "waves" ? view.values.byteLength : 0;
}

/** The timeline with a moment more, thinned when it is long or large; the moment that is looked at stays. */
export function withMoment(
  timeline: readonly Moment[],
  looked: number | null,
  added: Moment,
): Pick<SessionState, "timeline" | "moment"> {
  const last = timeline.at(-1);
  const longer = last && last.step >= added.step ? [...timeline.slice(0, -1), added] : [...timeline, added];
  const bytes = longer.reduce((sum, moment) => sum + pictureBytes(moment), 0);
  if (longer.length <= MAX_MOMENTS && bytes <= MAX_PICTURE_BYTES) return { timeline: longer, moment: looked };
  const kept = longer.filter((_, i) => i === 0 || i >= longer.length / 2 || i % 2 === 0 || i === looked);
  const place = looked === null ? null : kept.indexOf(longer[looked] as Moment);
  return { timeline: kept, moment: place };
}

function withTask(tasks: readonly TaskProgress[], task: TaskProgress): readonly TaskProgress[] {
  const known = tasks.some(({ id }) => id === task.id);
  if (task.finished) return tasks.filter(({ id }) => id !== task.id);
  return known ? tasks.map((other) => (other.id === task.id ? task : other)) : [...tasks, task];
}

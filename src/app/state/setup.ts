import { differences, withChange } from "../../catalog/change.ts";
import { type RunConfig, section } from "../../catalog/config.ts";
import { decode } from "../../catalog/link.ts";
import { viewsOf } from "../../catalog/parameters.ts";
import { baselineOf, defaultConfig, presetById } from "../../catalog/presets.ts";
import type { ParameterValue, Values } from "../../schema/parameter.ts";
import { type Context, divergence, guarded, hashOf } from "./context.ts";
import type { Records } from "./records.ts";
import type { Actions, Mark } from "./state.ts";

/** Browsers allow about a hundred changes of the address in half a minute. */
const WRITE_LINK_AFTER_MS = 400;
/** A slider that is dragged samples anew when it rests. */
const SAMPLE_AFTER_MS = 150;
/** Changes of one parameter that lie closer together are one mark in the chart. */
const ONE_MARK_MS = 1_000;
/** A run that has made no step follows structural changes by itself, once the hand rests. */
const FOLLOW_AFTER_MS = 350;

type SetupActions = Pick<Actions, "change" | "resetParameter" | "choosePreset" | "dismissRepairs" | "link">;

export interface Setup extends SetupActions {
  /** Puts the set-up into the address bar, soon. */
  readonly writeLink: () => void;
  /** Brings the run into agreement with the controls, as far as live parameters go. */
  readonly tune: () => Promise<void>;
  /** What is due after every change of the set-up, whichever way it came. */
  readonly onChanged: (before: RunConfig) => void;
}

export function createSetup(context: Context, records: Records, sampleAgain: () => Promise<void>): Setup {
  const { get, set, ports } = context;
  let tuneDue = false;
  let linkDue = false;
  let cancelSampling = () => {};
  let cancelFollowing = () => {};
  let lastMarkAt = Number.NEGATIVE_INFINITY;

  function writeLink(): void {
    if (linkDue) return;
    linkDue = true;
    ports.schedule.after(WRITE_LINK_AFTER_MS, () => {
      linkDue = false;
      ports.page.replaceHash(hashOf(get()));
    });
  }

  function writeLinkNow(how: "replaceHash" | "pushHash"): void {
    ports.page[how](hashOf(get()));
  }

  async function tune(): Promise<void> {
    const { config, applied, step } = get();
    if (!applied || context.current.leaving || !context.standing()) return;
    const keys = divergence(config, applied).live;
    if (keys.length === 0) return;
    const change: Values = Object.fromEntries(keys.map((key) => [key, config[key] as ParameterValue]));
    set({ applied: { ...applied, ...change } });
    const at = await guarded(context, () => context.ask((api) => api.tune(change)));
    if (at === null || (step === 0 && at === 0)) return;
    for (const key of keys.filter((name) => !name.startsWith("sampling."))) {
      addMark({ step: at, key, from: applied[key] as ParameterValue, to: config[key] as ParameterValue });
    }
  }

  function addMark(mark: Mark): void {
    const { marks } = get();
    const last = marks.at(-1);
    const now = ports.now();
    const goesOn = last?.key === mark.key && now - lastMarkAt < ONE_MARK_MS;
    lastMarkAt = now;
    set({ marks: goesOn ? [...marks.slice(0, -1), { ...mark, from: last.from }] : [...marks, mark] });
  }

  /** Before the first step nothing can be lost, so nobody has to press Apply. */
  function followSoon(): void {
    cancelFollowing();
    cancelFollowing = ports.schedule.after(FOLLOW_AFTER_MS, () => {
      const { pending, step, phase, config } = get();
      const resting = phase.kind === "ready" || phase.kind === "paused" || phase.kind === "opening";
      if (pending.length > 0 && step === 0 && resting) void records.replaceRun(config, { fresh: true });
    });
  }

  function tuneSoon(): void {
    if (tuneDue) return;
    tuneDue = true;
    ports.schedule.frame(() => {
      tuneDue = false;
      void tune();
    });
  }

  function sampleSoon(): void {
    const { id } = context.current;
    cancelSampling();
    cancelSampling = ports.schedule.after(SAMPLE_AFTER_MS, () => {
      // A run that was opened since has drawn its own.
      if (id === context.current.id && !context.current.leaving) void tune().then(sampleAgain);
    });
  }

  function onChanged(before: RunConfig): void {
    writeLink();
    followSoon();
    tuneSoon();
    if (differences(before, get().config).some((key) => key.startsWith("sampling."))) sampleSoon();
  }

  /** The visitor changed the address, by hand or by going back. */
  async function follow(): Promise<void> {
    if (ports.page.hash() === hashOf(get())) return;
    const { config, preset, view, language, repairs } = decode(ports.page.hash());
    const { applied } = get();
    set({ config, preset, view, repairs, linkLanguage: language, ...(language ? { language } : {}) });
    writeLinkNow("replaceHash");
    if (applied && divergence(config, applied).structural.length === 0) {
      await tune();
      return;
    }
    // Going back to a set-up that was left brings back its run.
    await records.replaceRun(config);
  }

  function change(key: string, value: ParameterValue): void {
    const config = withChange(get().config, key, value);
    if (config !== get().config) set({ config });
  }

  ports.page.onHash(() => void follow());

  return {
    writeLink,
    tune,
    onChanged,
    change,
    resetParameter(key) {
      const { config, preset } = get();
      const value = baselineOf(config, preset)[key];
      if (value !== undefined) change(key, value);
    },
    async choosePreset(id) {
      if (!presetById(id)) return;
      const config = defaultConfig(id);
      writeLinkNow("replaceHash");
      set({ preset: id, config, repairs: [], view: viewsOf(config)[0]?.id ?? get().view });
      writeLinkNow("pushHash");
      await records.replaceRun(config, { fresh: true });
    },
    dismissRepairs: () => set({ repairs: [] }),
    link: (withLanguage = false) => `${ports.page.address}${hashOf(get(), withLanguage ? get().language : null)}`,
  };
}

/** The sampling parameters as the controls show them, where the run knows them; its own where the controls are of another family. */
export function samplingOf({ get }: Context): Values {
  const { config, applied } = get();
  if (!applied) return section(config, "sampling");
  const tuned = divergence(config, applied).live.map((key) => [key, config[key] as ParameterValue]);
  return section({ ...applied, ...Object.fromEntries(tuned) }, "sampling");
}

import { differences, withChange, withChanges } from "../../catalog/change.ts";
import { decode } from "../../catalog/link.ts";
import { viewsOf } from "../../catalog/parameters.ts";
import { baselineOf, defaultConfig, presetById } from "../../catalog/presets.ts";
import type { Alarm, Remedy } from "../../schema/alarm.ts";
import { CONTENT_KEY } from "../../schema/content.ts";
import type { ParameterValue, Values } from "../../schema/parameter.ts";
import type { ContentToKeep } from "../storage/contents.ts";
import type { Context } from "./context.ts";
import { divergence, hashOf, liveChanges } from "./derived.ts";
import type { History } from "./history.ts";
import type { State } from "./state.ts";

/** Browsers allow about a hundred changes of the address in half a minute. */
const WRITE_LINK_AFTER_MS = 400;
/** A slider that is dragged samples anew when it rests. */
const SAMPLE_AFTER_MS = 150;
/** A run that has made no step follows structural changes by itself, once the hand rests. */
const FOLLOW_AFTER_MS = 350;

/** Data that a visitor brought, and what it changes of the set-up. */
export interface Brought {
  readonly kept: ContentToKeep;
  readonly changes: Values;
}

export function createSetup(
  { get, set, ports, notify, session }: Context,
  { keepRun, replaceRun }: History,
  sampleAgain: () => Promise<void>,
  tryAgain: () => Promise<void>,
) {
  /** The address as the page last wrote or followed it. */
  let written = ports.page.hash();
  let tuneDue = false;
  let linkDue = false;
  let cancelSampling = () => {};
  let cancelFollowing = () => {};

  /** Puts the set-up into the address bar, soon. */
  function writeLink(): void {
    if (linkDue) return;
    linkDue = true;
    ports.schedule.after(WRITE_LINK_AFTER_MS, () => {
      linkDue = false;
      writeLinkNow("replaceHash");
    });
  }

  /** An address that the visitor gave, and that the browser is yet to tell of, is never written over. */
  function writeLinkNow(how: "replaceHash" | "pushHash"): void {
    if (ports.page.hash() !== written) return;
    ports.page[how](hashOf(get()));
    written = ports.page.hash();
  }

  /** Brings the run into agreement with the controls, as far as live parameters go. */
  async function tune(): Promise<void> {
    const change = liveChanges(get());
    if (Object.keys(change).length > 0) await session.tune(change);
  }

  /** Before the first step nothing can be lost, so nobody has to press Apply. */
  function followSoon(): void {
    cancelFollowing();
    cancelFollowing = ports.schedule.after(FOLLOW_AFTER_MS, () => {
      const { pending, step, phase, config } = get();
      const resting = phase.kind === "ready" || phase.kind === "paused" || phase.kind === "opening";
      if (pending.length > 0 && step === 0 && resting) void replaceRun(config, { fresh: true });
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
    const { id } = session.run;
    cancelSampling();
    cancelSampling = ports.schedule.after(SAMPLE_AFTER_MS, () => {
      // A run that was opened since has drawn its own.
      if (id === session.run.id && !session.run.status.leaving) void tune().then(sampleAgain);
    });
  }

  /** The visitor changed the address, by hand or by going back. */
  async function follow(): Promise<void> {
    written = ports.page.hash();
    if (ports.page.hash() === hashOf(get())) return;
    const { config, preset, view, language, repairs, race, trained } = decode(ports.page.hash());
    const { applied } = get();
    set({ config, preset, view, repairs, race, trained, linkLanguage: language, ...(language ? { language } : {}) });
    writeLinkNow("replaceHash");
    // A model that the link brings opens once its set-up stands anew.
    if (!trained && applied && divergence(config, applied).structural.length === 0) {
      await tune();
      return;
    }
    // Going back to a set-up that was left brings back its run.
    await replaceRun(config, { fresh: trained !== null });
  }

  /** Live keys act on the run at once; structural ones wait for Reset. Switching set, family or optimizer brings their own parameters. */
  function change(key: string, value: ParameterValue): void {
    const config = withChange(get().config, key, value);
    if (config !== get().config) set({ config });
  }

  ports.page.onHash(() => void follow());
  session.on("opened", () => void tune());
  writeLink();

  return {
    /** What is due after a change of the state, whichever way the set-up in it changed. */
    onChanged(now: State, before: State): void {
      const { config, view, linkLanguage, race, trained } = now;
      if (
        config !== before.config ||
        view !== before.view ||
        linkLanguage !== before.linkLanguage ||
        race !== before.race ||
        trained !== before.trained
      )
        writeLink();
      if (config === before.config) return;
      followSoon();
      tuneSoon();
      if (differences(before.config, config).some((key) => key.startsWith("sampling."))) sampleSoon();
    },
    actions: {
      change,
      resetParameter(key: string): void {
        const { config, preset } = get();
        const value = baselineOf(config, preset)[key];
        if (value !== undefined) change(key, value);
      },
      /** Opens a preset, or one that differs from it by `changes`. */
      async choosePreset(id: string, changes: Values = {}): Promise<void> {
        if (!presetById(id)) return;
        const config = withChanges(defaultConfig(id), changes);
        writeLinkNow("replaceHash");
        set({ preset: id, config, race: null, trained: null, repairs: [], view: viewsOf(config)[0]?.id ?? get().view });
        writeLinkNow("pushHash");
        await replaceRun(config, { fresh: true });
      },
      async applyRemedy(alarm: Alarm, { change: changes = {}, restore, restart = false }: Remedy): Promise<void> {
        session.moving();
        const { phase, config } = get();
        const goesOn = phase.kind === "playing" || (phase.kind === "finished" && phase.why === "alarm");
        const remedied = withChanges(config, changes);
        set({ config: remedied, alarms: get().alarms.filter(({ id }) => id !== alarm.id) });
        if (restart) {
          await replaceRun(remedied, { fresh: true });
          if (goesOn) await session.inTurn(session.goOn);
          return;
        }
        // What came after is kept as a run of its own.
        if (restore !== undefined) await keepRun();
        await session.inTurn(async () => {
          await session.standStill();
          await tune();
          if (restore !== undefined) await session.restore(restore);
          if (goesOn) await session.goOn();
        });
      },
      bring: (dataset: string, files: readonly File[] = []): void => set({ bringing: { set: dataset, files } }),
      stopBringing: (): void => set({ bringing: null }),
      /** What was brought before. */
      contents: ports.contents,
      /** Learns from what was brought, in a new run; one that waited for it goes on. */
      async learnFrom({ kept, changes }: Brought): Promise<void> {
        const lasts = await ports.contents.keep(kept).catch(() => false);
        if (!lasts) notify({ code: "contentNotKept", values: { name: kept.name } });
        set({ bringing: null });
        const { config, fault } = get();
        if (fault?.code === "contentMissing" && config[CONTENT_KEY] === changes[CONTENT_KEY]) return tryAgain();
        writeLinkNow("replaceHash");
        set({ config: withChanges(config, { "data.set": kept.set, ...changes }), repairs: [], fault: null });
        writeLinkNow("pushHash");
        await replaceRun(get().config, { fresh: true });
      },
      /** What is learned from has changed under the hand: a run that has begun goes on from what it knows. */
      async paint(content: string): Promise<void> {
        change(CONTENT_KEY, content);
        const { step, applied } = get();
        if (step === 0 || !applied) return;
        await session.inTurn(async () => {
          const { config, applied: now } = get();
          const others = now ? divergence(config, now).structural.filter((key) => key !== CONTENT_KEY) : [];
          // Other changes wait for Reset, as always.
          if (now && others.length === 0 && config[CONTENT_KEY] === content) await session.goOnWith(config);
        });
      },
      /** Has a race of the set-up on, as its link says it; `null` ends it. */
      setRace: (race: string | null, repairs = get().repairs): void => set({ race, repairs }),
      dismissRepairs: (): void => set({ repairs: [] }),
      /** The whole set-up as an address; with the page's language where the sharer wants it to open in that. */
      link: (withLanguage = false): string =>
        `${ports.page.address}${hashOf(get(), withLanguage ? get().language : null)}`,
    },
  };
}

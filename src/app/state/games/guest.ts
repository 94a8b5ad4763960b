/** The model as it is now, in a worker of its own and with other dice: what it makes here was not on the stage before. */
import type { StoreApi } from "zustand/vanilla";
import type { RunConfig } from "../../../catalog/config.ts";
import { section } from "../../../catalog/config.ts";
import { parametersOf } from "../../../catalog/parameters.ts";
import type { DatasetFacts, Sample } from "../../../schema/domain.ts";
import type { ParameterValue, Values } from "../../../schema/parameter.ts";
import type { ViewData, ViewSubject } from "../../../schema/view.ts";
import type { BrowseRequest, TakenRun } from "../../../worker/api.ts";
import type { RunBeside } from "../beside.ts";
import type { State } from "../state.ts";

/** Of samples that were asked for here. */
const TASK = 1;

export interface Guest {
  readonly config: RunConfig;
  readonly facts: DatasetFacts;
  /** At which the model stands. */
  readonly step: number;
  readonly made: () => Promise<ViewData>;
  readonly browse: (request: BrowseRequest) => Promise<readonly Sample[]>;
  readonly view: (query: ViewSubject, sampling?: Values) => Promise<ViewData>;
  readonly close: () => void;
}

export interface GuestOptions {
  readonly app: Pick<StoreApi<State>, "getState">;
  readonly runBeside: RunBeside;
  /** What the page's run has learned until now; `null` where it cannot be had. */
  readonly take: () => Promise<TakenRun | null>;
  readonly seed: number;
  /** How many samples `made` has. */
  readonly count: number;
  readonly cores: number;
}

/** `null` where the run has nothing to give, or the worker cannot open it. */
export async function inviteGuest({ app, runBeside, take, seed, count, cores }: GuestOptions): Promise<Guest | null> {
  const page = app.getState();
  const taken = await take();
  if (!taken || !page.applied) return null;
  const config = asked(page.applied, { seed, "sampling.count": count, "sampling.prompt": "", "sampling.label": "" });
  const { store, session } = runBeside(page, config, Math.max(1, cores));
  session.want(page.backend?.kind ?? "wasm");
  const { checkpoint } = taken;
  const from = { checkpoint, series: page.series.snapshot(), timeline: [], marks: [] };
  const opened = await session.open({ config, preset: page.preset, from });
  const { facts } = store.getState();
  if (!opened || !facts) {
    session.close();
    return null;
  }
  const sampling = section(config, "sampling");
  return {
    ...{ config, facts, step: checkpoint.step, close: session.close },
    async made() {
      const written = new Promise<ViewData>((resolve) => {
        const stop = store.subscribe(({ samples }) => {
          if (!samples?.finished) return;
          stop();
          resolve(samples.view);
        });
      });
      await session.ask((api) => api.sample({ task: TASK, sampling }));
      return written;
    },
    browse: async (request) => (await session.ask((api) => api.browse(request))).samples,
    view: (query, other = {}) => session.ask((api) => api.view({ ...query, sampling: { ...sampling, ...other } })),
  };
}

/** With these values, of those settings that the set-up has. */
function asked(config: RunConfig, values: Readonly<Record<string, ParameterValue>>): RunConfig {
  const known = parametersOf(config);
  return { ...config, ...Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key))) };
}

import { readFile } from "node:fs/promises";
import { withChanges } from "../../catalog/change.ts";
import type { RunConfig } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { type RunId, runId } from "../../core/brands.ts";
import { InklingError } from "../../core/errors.ts";
import type { Values } from "../../schema/parameter.ts";
import type { BackendKind, Checkpoint, Opened, RunEvent } from "../api.ts";
import { createWorkerApi, type LocalWorkerApi, type WorkerEnvironment } from "../workerApi.ts";
import { SMALL } from "./small.ts";

export const smallConfig = (changes: Values = {}): RunConfig => withChanges(defaultConfig(), { ...SMALL, ...changes });

type Kind = RunEvent["type"];
type EventOf<K extends Kind> = Extract<RunEvent, { type: K }>;

export interface TestWorkerApi {
  readonly api: LocalWorkerApi;
  readonly events: readonly RunEvent[];
  readonly of: <K extends Kind>(type: K) => EventOf<K>[];
  /** Waits for the first event of this type that the test accepts, also one that has come already. */
  readonly next: <K extends Kind>(type: K, accept?: (event: EventOf<K>) => boolean) => Promise<EventOf<K>>;
  /** Waits until everything that was told so far has come. */
  readonly arrived: () => Promise<void>;
  /** The values of a series by step, of all that was told so far. */
  readonly series: (id: string) => Promise<[step: number, value: number][]>;
  readonly open: (config?: RunConfig, checkpoint?: Checkpoint, backend?: BackendKind) => Promise<Opened>;
  /** Waits until the run has filled its stage and rests. */
  readonly settle: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A api in this process, and what it tells through its port. */
export async function testWorkerApi(environment: Partial<WorkerEnvironment> = {}): Promise<TestWorkerApi> {
  const api = createWorkerApi({
    now: () => performance.now(),
    readerOf: () => async (path) => {
      const read = readFile(new URL(`../../../public/${path}`, import.meta.url));
      return new Uint8Array(
        await read.catch(() => {
          throw new InklingError("dataUnreadable", { path });
        }),
      );
    },
    ...environment,
  });
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    events.push(data as RunEvent);
    for (const look of [...waiting]) look();
  };
  await api.connect(port2);
  let run: RunId = runId(0);

  const of = <K extends Kind>(type: K) => events.filter((event): event is EventOf<K> => event.type === type);
  const next: TestWorkerApi["next"] = (type, accept = () => true) =>
    new Promise((resolve) => {
      const look = () => {
        const found = of(type).find((event) => event.run === run && accept(event));
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });

  const arrived = async () => {
    const { length } = of("heartbeat");
    api.heartbeat();
    await new Promise<void>((resolve) => {
      const look = () => {
        if (of("heartbeat").length === length) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
    });
  };

  return {
    api,
    events,
    of,
    next,
    arrived,
    series: async (id) => {
      await arrived();
      return of("progress").flatMap(({ series, steps, values }) => {
        const column = series.indexOf(id);
        if (column < 0) return [];
        return Array.from(steps, (step, i): [number, number] => [
          step,
          values[i * series.length + column] as number,
        ]).filter(([, value]) => !Number.isNaN(value));
      });
    },
    open: (config = smallConfig(), checkpoint, backend = "wasm") => {
      run = runId(run + 1);
      return api.open({ run, config, backend, baseUrl: "", ...(checkpoint ? { checkpoint } : {}) });
    },
    settle: async () => {
      await next("facts");
    },
    end: async () => {
      await api.close();
      port1.close();
      port2.close();
    },
  };
}

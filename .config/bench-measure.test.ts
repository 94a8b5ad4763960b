import { describe, expect, it, vi } from "vitest";
import { countCalls, withoutGpu } from "../e2e/bench/workloads/gpuCalls.ts";
import type { Block, Instance } from "../e2e/bench/workloads/instance.ts";
import {
  begin,
  countOnly,
  type Effort,
  finish,
  proceed,
  roundsOf,
  type Side,
  scriptTimes,
} from "../e2e/bench/workloads/measure.ts";
import { workloadNames } from "../e2e/bench/workloads/names.ts";
import { fewExamples } from "../e2e/bench/workloads/workload.ts";
import type { Measured } from "../e2e/bench/workloads.ts";
import { optionsOf } from "../e2e/bench/workloads-options.ts";
import { findPyTorch } from "../e2e/bench/workloads-pytorch.ts";
import { markdown } from "../e2e/bench/workloads-readme.ts";
import { columnsOf, describe as described, notes } from "../e2e/bench/workloads-table.ts";

const SIZES = { batch: 64, side: 28 };
const EFFORT: Effort = { warmUpMs: 0, blocks: 9, blockMs: 250, boxMs: 5_000, scriptSteps: 3 };
const counted = { kernels: 100, dispatches: null };

/** An instance on a clock of its own: each step in turn takes the next of these milliseconds, the last one for ever. */
function clockwork(stepsMs: readonly number[], backend: "wasm" | "webgpu" = "wasm") {
  const log: string[] = [];
  const scriptsMs = [9, 4, 3];
  let taken = 0;
  const take = (steps: number): Block => {
    let elapsedMs = 0;
    for (let i = 0; i < steps; i++) elapsedMs += stepsMs[Math.min(taken++, stepsMs.length - 1)] as number;
    return { steps, loss: taken, elapsedMs, processorMs: null };
  };
  const instance: Instance = {
    open: async () => ({ description: backend, software: false }),
    start: async (_, { batch }) => {
      log.push(`start of ${batch}`);
      const block = take(1);
      return { backend, firstStepMs: block.elapsedMs + 5, block };
    },
    run: async (steps) => {
      log.push(`run ${steps}`);
      return take(steps);
    },
    count: async () => {
      log.push("count");
      return { ...counted, block: take(1) };
    },
    countIdle: async (_, { batch }) => ({ backend, firstStepMs: 70, counted: { kernels: null, dispatches: batch } }),
    scriptMs: async () => {
      log.push("script");
      return scriptsMs.shift() ?? 0;
    },
    peakBytes: () => 1,
    productSpeed: async () => 1,
    close: () => {},
  };
  return { instance, log };
}

async function measured(stepsMs: readonly number[], backend?: "wasm" | "webgpu", effort = EFFORT) {
  const { instance, log } = clockwork(stepsMs, backend);
  const side: Side = await begin(instance, "vae_conv", SIZES, effort);
  for (let round = 0; round < effort.blocks; round++) await proceed(side);
  return { result: await finish(side, 1e9), log };
}

describe("a form of a workload", () => {
  it("is measured in blocks of 250 ms where a step takes 50, its count apart", async () => {
    const { result, log } = await measured([400, 60, 50]);
    expect(log).toEqual(["start of 64", "run 1", "run 1", ...Array(9).fill("run 5"), "count"]);
    expect(result).toMatchObject({ pace: "blocks", stepMs: 50, firstStepMs: 405, comparedLoss: 3, gigaflops: 20 });
  });

  it("takes steps for 200 ms before its first block, which tell how long the blocks are", async () => {
    const { result, log } = await measured([400, 60, 100, 50, 50, 50, 25], "wasm", { ...EFFORT, warmUpMs: 200 });
    const before = ["start of 64", "run 1", "run 1"];
    expect(log).toEqual([...before, ...Array(3).fill("run 1"), ...Array(9).fill("run 5"), "count"]);
    expect(result).toMatchObject({ stepMs: 25, comparedLoss: 3 });
  });

  it("is measured by its second and third step where a step takes 20 s, the third counted", async () => {
    const { result, log } = await measured([21_000, 19_000, 21_000]);
    expect(log).toEqual(["start of 64", "run 1", "count"]);
    expect(result).toMatchObject({
      pace: "few steps",
      stepMs: 20_000,
      blocksMs: [19_000, 21_000],
      comparedLoss: 3,
      kernels: 100,
    });
  });

  it("is measured by its first step where that takes 140 s, and counted on fewer examples", async () => {
    const { result, log } = await measured([140_000, 9_000]);
    expect(log).toEqual(["start of 64", "start of 2", "count"]);
    expect(result).toMatchObject({ pace: "first step only", stepMs: 140_000, comparedLoss: null, kernels: 100 });
  });

  it("takes another step on a GPU, whose first one compiles", async () => {
    const { result, log } = await measured([90_000, 40], "webgpu");
    expect(log.slice(0, 2)).toEqual(["start of 64", "run 1"]);
    expect(result).toMatchObject({ pace: "blocks", stepMs: 40 });
  });

  it("is counted at full size and not timed where the GPU is software", async () => {
    const { instance } = clockwork([10], "webgpu");
    const result = await countOnly(instance, "vae_conv", SIZES);
    expect(result).toMatchObject({ pace: "not timed", stepMs: null, gigaflops: null, firstStepMs: 70, dispatches: 64 });
  });

  it("has as its JavaScript the median of steps, in turns with the other form", async () => {
    const [ours, stock] = [clockwork([10], "webgpu"), clockwork([10], "webgpu")];
    const times = await scriptTimes(new Map([ours, stock].map(({ instance }, i) => [i, instance])), 3);
    expect([...times]).toEqual([
      [0, 4],
      [1, 4],
    ]);
    expect(ours.log).toEqual(["script", "script", "script"]);
  });
});

describe("a call of the GPU", () => {
  const sizes: unknown[][] = [];
  class GPUComputePassEncoder {
    dispatchWorkgroups(...given: unknown[]) {
      sizes.push(given);
    }
  }
  const dispatch = async () => new GPUComputePassEncoder().dispatchWorkgroups(7, 2);

  it("is counted and made, or made with nothing to do, and afterwards as it was", async () => {
    vi.stubGlobal("GPUComputePassEncoder", GPUComputePassEncoder);
    try {
      expect((await countCalls(async () => [await dispatch(), await dispatch()])).calls).toBe(2);
      await withoutGpu(dispatch);
      await expect(withoutGpu(() => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
      await dispatch();
      expect(sizes).toEqual([
        [7, 2],
        [7, 2],
        [0, 0, 0],
        [7, 2],
      ]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("the rounds", () => {
  it.each([
    [0.5, EFFORT, { rounds: 9, stepsPerBlock: 200 }],
    [50, EFFORT, { rounds: 9, stepsPerBlock: 5 }],
    [900, EFFORT, { rounds: 5, stepsPerBlock: 1 }],
    [1_900, EFFORT, { rounds: 3, stepsPerBlock: 1 }],
    [50, { ...EFFORT, blocks: 3, blockMs: 0, boxMs: 0 }, { rounds: 3, stepsPerBlock: 1 }],
  ])("of steps of %d ms fit in their box", (stepMs, effort, expected) => {
    expect(roundsOf(stepMs, effort)).toEqual(expected);
  });
});

describe("fewer examples", () => {
  it("cut the batch to two and nothing else", () => {
    expect(fewExamples(SIZES)).toEqual({ batch: 2, side: 28 });
    expect(fewExamples({ batch: 1, side: 28 })).toEqual({ batch: 1, side: 28 });
  });
});

describe("the options", () => {
  it("are three backends and every workload in the browser, wasm in Node", () => {
    const usual = { only: workloadNames, quick: false, readme: false, bundle: undefined };
    expect(optionsOf([])).toEqual({ ...usual, backends: ["wasm", "webgl", "webgpu"], host: "browser" });
    expect(optionsOf(["--host", "node"])).toEqual({ ...usual, backends: ["wasm"], host: "node" });
  });

  it("keep the order in which backends and workloads are named", () => {
    const { backends, only } = optionsOf(["--backend", "webgpu,cpu", "--only", "wavenet,gru_text"]);
    expect({ backends, only }).toEqual({ backends: ["webgpu", "cpu"], only: ["wavenet", "gru_text"] });
  });

  it("refuse what they do not know, and say what there is", () => {
    expect(() => optionsOf(["--backend", "webnn"])).toThrow(/no backend is called webnn; there are webgpu, webgl/);
    expect(() => optionsOf(["--only", "gru"])).toThrow(/no workload is called gru; there are gru_text/);
    expect(() => optionsOf(["--only"])).toThrow(/no workload is called/);
  });
});

describe("PyTorch", () => {
  const asked: string[] = [];
  const only =
    (place: string) =>
    (path: string, words: readonly string[], environment: object): string | null => {
      asked.push(path);
      expect(environment).toEqual({ OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" });
      if (path !== place) return null;
      if (words[0] === "-c") return "2.11.0 cuda";
      return words[0] === "gru_text.py" ? (words[2] === "cuda" ? "2.2 2.3" : "20.5 21.0") : null;
    };

  it("is looked for in INKLING_PYTHON, then in python3, then in the system's", () => {
    expect(findPyTorch({ INKLING_PYTHON: "/opt/python" }, only("none"))).toBeNull();
    expect(asked).toEqual(["/opt/python", "python3", "/usr/bin/python3"]);
  });

  it("tells its times on one thread and on a GPU, or nothing where a workload fails", () => {
    const found = findPyTorch({}, only("/usr/bin/python3"));
    expect(found).toMatchObject({ version: "2.11.0", gpu: "cuda" });
    expect(found?.measure("gru_text", true, "cpu")).toEqual({ processorMs: 20.5, clockMs: 21 });
    expect(found?.measure("gru_text", true, "cuda")).toEqual({ processorMs: 2.2, clockMs: 2.3 });
    expect(found?.measure("gpt_text", true, "cpu")).toBeNull();
  });

  it("has no GPU where it can use none", () => {
    expect(findPyTorch({}, () => "1.13.0")).toMatchObject({ version: "1.13.0", gpu: null });
  });
});

const form = (figures: Partial<Exclude<Measured["stock"], string | null>>) => ({
  backend: "wasm" as const,
  pace: "blocks" as const,
  blocksMs: [30],
  stepMs: 30,
  scriptMs: null,
  processorMs: null,
  firstStepMs: 200,
  firstLoss: 4.16,
  comparedLoss: 4.13,
  peakBytes: 2 ** 21,
  kernels: 54,
  dispatches: null,
  gigaflops: 25,
  ...figures,
});

const onWasm: Measured = {
  name: "gru_text",
  backend: "wasm",
  device: "WebAssembly SIMD",
  software: false,
  sizes: { batch: 32 },
  inkling: form({}),
  stock: form({ backend: "cpu", pace: "first step only", stepMs: 1500, kernels: 8201, comparedLoss: null }),
  threads: form({ stepMs: 20, processorMs: null }),
  ratio: 50,
  peak: { inkling: 50 },
  pytorch: { processorMs: 19, clockMs: 20 },
};

const onSoftware: Measured = {
  ...onWasm,
  backend: "webgpu",
  device: "google swiftshader",
  software: true,
  threads: null,
  inkling: form({ backend: "webgpu", kernels: null, dispatches: 23, scriptMs: 4 }),
  stock: form({ backend: "webgpu", kernels: null, dispatches: 92, scriptMs: 16 }),
  peak: {},
  pytorch: null,
};

/** A row by its columns' titles. */
const rowOf = (result: Measured) => columnsOf(result).map(({ title, cell }) => [title, cell(result)] as const);

describe("the table", () => {
  it("compares times, PyTorch by the clock as well, and the share of the peak on wasm", () => {
    expect(rowOf(onWasm)).toEqual([
      ["workload", "gru_text"],
      ["ms a step", "30.0"],
      ["stock", "1,500 (cpu)"],
      ["ratio", "50.0×"],
      ["on all cores", "20.0"],
      ["times one", "1.50×"],
      ["PyTorch", "20.0"],
      ["ours / PyTorch", "1.50×"],
      ["GFLOP/s (of peak)", "25.0 (50%)"],
      ["kernels ours / stock", "54 / 8201"],
      ["peak MiB ours / stock", "2.00 / 2.00"],
      ["first step ms ours / stock", "200 / 200"],
    ]);
    expect(notes(onWasm)).toEqual(["stock: first step only"]);
  });

  it("takes processor time on both sides where the host tells it", () => {
    const cells = Object.fromEntries(rowOf({ ...onWasm, inkling: form({ processorMs: 38 }) }));
    expect(cells).toMatchObject({ "ms a step": "38.0", PyTorch: "19.0", "ours / PyTorch": "2.00×" });
  });

  it("shows dispatches and JavaScript in software, and no speed", () => {
    expect(rowOf(onSoftware)).toEqual([
      ["workload", "gru_text"],
      ["dispatches ours / stock", "23 / 92"],
      ["of stock's", "25.0%"],
      ["JavaScript ms ours / stock", "4.00 / 16.0"],
      ["of stock's", "25.0%"],
      ["peak MiB ours / stock", "2.00 / 2.00"],
      ["first step ms ours / stock", "200 / 200"],
    ]);
    expect(described(onSoftware)).toBe("webgpu (google swiftshader), in software: not timed");
  });

  it("has a dash where a form did not run, and says why", () => {
    const failed = { ...onWasm, stock: "does not run: no kernel", ratio: null };
    const cells = Object.fromEntries(rowOf(failed));
    expect(cells).toMatchObject({ stock: "–", ratio: "–", "kernels ours / stock": "54 / –" });
    expect(notes(failed)).toEqual(["stock does not run: no kernel"]);
  });

  it("is Markdown with a cell a column in the README", () => {
    const [where, empty, titles, rule, row] = markdown([onSoftware]).split("\n");
    expect([where, empty]).toEqual([`${described(onSoftware)}:`, ""]);
    expect(rule).toBe("|---|---|---|---|---|---|---|");
    expect(titles?.split("|")).toHaveLength(9);
    expect(row).toBe("| `gru_text` | 23 / 92 | 25.0% | 4.00 / 16.0 | 25.0% | 2.00 / 2.00 | 200 / 200 |");
  });

  it("tells below what is out of the ordinary in its rows", () => {
    expect(markdown([onWasm, onWasm]).split("\n").at(-1)).toBe(
      "`gru_text` stock: first step only; `gru_text` stock: first step only.",
    );
    expect(markdown([onSoftware])).toMatch(/\|$/);
  });
});

/**
 * How one form of a workload is measured: in blocks of steps where a step is quick, by its second and third step where it
 * takes seconds, by the first alone where it takes over half a minute without having anything to compile; and on a GPU in
 * software not by time at all.
 */
import type { BackendKind } from "../../../src/engine/index.ts";
import type { Counted } from "./counting.ts";
import type { Block, Instance, Started } from "./instance.ts";
import { fewExamples, type Sizes } from "./workload.ts";

export interface FormResult {
  /** Where it ran: stock falls to cpu where its wasm lacks a kernel. */
  readonly backend: BackendKind;
  readonly pace: Pace;
  /** A step of each block: how much the machine varied meanwhile. */
  readonly blocksMs: readonly number[];
  /** Median over the blocks; null where nothing was timed. */
  readonly stepMs: number | null;
  /** JavaScript of a step, without the work of the GPU; null where there is none (wasm, cpu). */
  readonly scriptMs: number | null;
  /** Processor time of the process, where the host tells; ratios are taken from it then. */
  readonly processorMs: number | null;
  readonly firstStepMs: number;
  readonly firstLoss: number | null;
  /** Of the third step; null where there was none. */
  readonly comparedLoss: number | null;
  readonly peakBytes: number;
  readonly kernels: number | null;
  readonly dispatches: number | null;
  readonly gigaflops: number | null;
}

export type Pace = "blocks" | "few steps" | "first step only" | "not timed";

export interface Effort {
  /** Steps before the first block, together: a quick one's JavaScript is optimised meanwhile. */
  readonly warmUpMs: number;
  readonly blocks: number;
  readonly blockMs: number;
  /** All blocks of a form together, roughly. */
  readonly boxMs: number;
  /** Steps that tell the JavaScript time. */
  readonly scriptSteps: number;
}

/** One form under way. */
export interface Side {
  readonly instance: Instance;
  readonly name: string;
  readonly sizes: Sizes;
  readonly started: Started;
  readonly pace: Pace;
  readonly comparedLoss: number | null;
  readonly rounds: number;
  readonly stepsPerBlock: number;
  readonly blocks: Block[];
}

const FEW_STEPS_MS = 2_000;
const FIRST_STEP_ONLY_MS = 30_000;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (place: number) => sorted[place] as number;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}

export const isGpu = (backend: BackendKind) => backend === "webgpu" || backend === "webgl";

/** How many blocks of how many steps, for steps of `stepMs`. */
export function roundsOf(stepMs: number, { blocks, blockMs, boxMs }: Effort) {
  const stepsPerBlock = Math.max(1, Math.min(200, Math.round(blockMs / stepMs)));
  const rounds = Math.max(3, Math.min(blocks, Math.floor(boxMs / (stepMs * stepsPerBlock))));
  return { rounds, stepsPerBlock };
}

/** Steps for as long as `warmUpMs` says; answers how many milliseconds one takes at their end. */
async function warmUp(instance: Instance, firstMs: number, { warmUpMs }: Effort): Promise<number> {
  let [stepMs, spentMs] = [firstMs, 0];
  while (spentMs + stepMs < warmUpMs) {
    const { elapsedMs, steps } = await instance.run(Math.max(1, Math.round(warmUpMs / 10 / stepMs)));
    stepMs = elapsedMs / steps;
    spentMs += elapsedMs;
  }
  return stepMs;
}

/** Takes the first steps, which tell the pace, and warms up. */
export async function begin(instance: Instance, name: string, sizes: Sizes, effort: Effort): Promise<Side> {
  const started = await instance.start(name, sizes);
  const side = { instance, name, sizes, started, comparedLoss: null, rounds: 0, stepsPerBlock: 1 };
  // On GPUs the first step compiles its programs, which tells nothing of the next.
  if (started.block.elapsedMs > FIRST_STEP_ONLY_MS && !isGpu(started.backend))
    return { ...side, pace: "first step only", blocks: [started.block] };
  const second = await instance.run(1);
  if (second.elapsedMs > FEW_STEPS_MS) return { ...side, pace: "few steps", blocks: [second] };
  const third = await instance.run(1);
  const rounds = roundsOf(await warmUp(instance, third.elapsedMs, effort), effort);
  return { ...side, pace: "blocks", comparedLoss: third.loss, ...rounds, blocks: [] };
}

/** The next block of those that `rounds` asks for, if any is left. */
export async function proceed({ instance, rounds, stepsPerBlock, blocks }: Side): Promise<void> {
  if (blocks.length < rounds) blocks.push(await instance.run(stepsPerBlock));
}

/** Counts a step: where steps are long, one that is measured too, or one of fewer examples. */
async function count({ instance, name, sizes, pace }: Side): Promise<Counted & { readonly block: Block | null }> {
  switch (pace) {
    case "blocks":
      return { ...(await instance.count()), block: null };
    case "few steps":
      return instance.count();
    case "first step only":
      await instance.start(name, fewExamples(sizes));
      return { ...(await instance.count()), block: null };
    case "not timed":
      throw new Error("a side that is not timed is not begun");
    default:
      return pace satisfies never;
  }
}

/** Ends the timing, and counts. */
export async function finish(side: Side, operations: number): Promise<FormResult> {
  const { instance, started, pace } = side;
  const peakSoFar = instance.peakBytes();
  const { block, kernels, dispatches } = await count(side);
  const blocks = block ? [...side.blocks, block] : side.blocks;
  const perStep = (figure: (block: Block) => number) => median(blocks.map((each) => figure(each) / each.steps));
  const timed = blocks.every(({ processorMs }) => processorMs !== null);
  const processorMs = timed ? perStep((each) => each.processorMs as number) : null;
  const stepMs = perStep(({ elapsedMs }) => elapsedMs);
  return {
    backend: started.backend,
    pace,
    blocksMs: blocks.map(({ elapsedMs, steps }) => elapsedMs / steps),
    stepMs,
    scriptMs: null,
    processorMs,
    firstStepMs: started.firstStepMs,
    firstLoss: started.block.loss,
    comparedLoss: block?.loss ?? side.comparedLoss,
    peakBytes: Math.max(peakSoFar, instance.peakBytes()),
    kernels,
    dispatches,
    gigaflops: operations / (processorMs ?? stepMs) / 1e6,
  };
}

/** What can be told where the GPU is software: its speed says nothing, and would take hours. */
export async function countOnly(instance: Instance, name: string, sizes: Sizes): Promise<FormResult> {
  const { backend, firstStepMs, counted } = await instance.countIdle(name, sizes);
  const untimed = {
    stepMs: null,
    processorMs: null,
    scriptMs: null,
    gigaflops: null,
    firstLoss: null,
    comparedLoss: null,
  };
  return {
    ...untimed,
    ...counted,
    backend,
    pace: "not timed",
    blocksMs: [],
    firstStepMs,
    peakBytes: instance.peakBytes(),
  };
}

/** Milliseconds of JavaScript in a step of each instance, by their names: the medians of so many, in turns. */
export async function scriptTimes<Name>(
  instances: ReadonlyMap<Name, Instance>,
  steps: number,
): Promise<Map<Name, number>> {
  const times = new Map([...instances.keys()].map((name) => [name, [] as number[]]));
  for (let step = 0; step < steps; step++) {
    for (const [name, instance] of instances) times.get(name)?.push(await instance.scriptMs());
  }
  return new Map([...times].map(([name, each]) => [name, median(each)]));
}

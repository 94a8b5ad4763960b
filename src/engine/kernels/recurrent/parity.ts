import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { gateCount, type RecurrentCell, type RecurrentInputs, type RecurrentOutputs, stateCount } from "./contract.ts";
import { recurrent } from "./index.ts";
import { recurrentReference } from "./reference.ts";

type Recurrence = (cell: RecurrentCell, inputs: RecurrentInputs) => RecurrentOutputs;

const shapes = [
  [3, 5, 7],
  [1, 1, 1],
  [5, 3, 33],
  [2, 9, 16],
] as const;

/** A GPU has a lane a unit, and more lanes from 33 units on. */
const alike = ([, T, H]: readonly number[], bias: boolean) => T === 1 || H === 16 || (H === 33 && bias);

function recurrentCase(cell: RecurrentCell, [B, T, H]: readonly [number, number, number], bias: boolean): ParityCase {
  const G = gateCount[cell];
  const ask = (recurrence: Recurrence) => (given: Record<string, tf.Tensor>) => {
    const initial = [given.hidden, given.cell].slice(0, stateCount[cell]) as tf.Tensor2D[];
    const { hidden, final } = recurrence(cell, {
      projected: given.projected as tf.Tensor3D,
      recurrentKernel: given.recurrentKernel as tf.Tensor2D,
      recurrentBias: (given.recurrentBias as tf.Tensor1D | undefined) ?? null,
      initial,
    });
    return [hidden, ...final];
  };
  return {
    name: `${cell}, B=${B} T=${T} H=${H}${bias ? ", recurrent bias" : ""}`,
    inputs: {
      projected: { shape: [B, T, G * H] },
      recurrentKernel: { shape: [H, G * H], scale: 1 / Math.sqrt(H) },
      ...(bias ? { recurrentBias: { shape: [G * H] } } : {}),
      hidden: { shape: [B, H] },
      ...(stateCount[cell] === 2 ? { cell: { shape: [B, H] } } : {}),
    },
    run: ask(recurrent),
    reference: ask(recurrentReference),
  };
}

/** Every cell, with and without a recurrent bias, at shapes that fill no vector register evenly. */
export const recurrentParity: readonly ParityCase[] = [
  ...(["simple", "lstm", "gru", "gru-reset-before"] as const).flatMap((cell) =>
    shapes.flatMap((shape) =>
      [true, false].map((bias) => ({ ...recurrentCase(cell, shape, bias), vectors: alike(shape, bias) })),
    ),
  ),
  // So many sequences that their states lie side by side in a texture.
  recurrentCase("lstm", [700, 9, 2], true),
];

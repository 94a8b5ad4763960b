import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream } from "../../core/random.ts";

/** An input of a case: its values, or a shape to be filled with standard normals (a fixed draw of the case's name). */
export type ParityInput =
  | { readonly shape: readonly number[]; readonly scale?: number }
  | { readonly indices: number[] };

/** One question put to every backend: do a kernel and its reference on the processor agree, values and gradients? */
export interface ParityCase {
  readonly name: string;
  readonly inputs: Readonly<Record<string, ParityInput>>;
  readonly run: (inputs: Record<string, tf.Tensor>) => tf.Tensor[];
  readonly reference: (inputs: Record<string, tf.Tensor>) => tf.Tensor[];
  /** False where the function writes in place and has no gradient. */
  readonly gradients?: boolean;
  /** Differs from another case only in how it fills vector registers, of which a GPU's kernel has none. */
  readonly vectors?: boolean;
  /** Allowed difference in units of max(|value|, rms of all values); 1e-4 unless told. */
  readonly tolerance?: number;
}

type Values = Record<string, Float32Array>;

function makeInputs(testCase: ParityCase): Record<string, tf.Tensor> {
  const entries = Object.entries(testCase.inputs).map(([name, input]) => {
    if ("indices" in input) return [name, tf.tensor1d(input.indices, "int32")] as const;
    const size = input.shape.reduce((product, length) => product * length, 1);
    const scale = input.scale ?? 1;
    const draws = randomNormals(randomStream(1, `${testCase.name}/${name}`), size).map((draw) => draw * scale);
    return [name, tf.tensor(draws, [...input.shape])] as const;
  });
  return Object.fromEntries(entries);
}

/** Outputs, and the gradients of their sum weighted by fixed normals. */
async function evaluate(testCase: ParityCase, f: ParityCase["run"]): Promise<Values> {
  const tensors = tf.tidy(() => {
    const inputs = makeInputs(testCase);
    const results: Record<string, tf.Tensor> = {};
    const found = f(inputs);
    found.forEach((output, i) => {
      results[`output ${i}`] = output.clone();
    });
    if (testCase.gradients !== false) {
      const names = Object.keys(inputs).filter((name) => inputs[name]?.dtype === "float32");
      const outputs = (...args: tf.Tensor[]) =>
        f({ ...inputs, ...Object.fromEntries(names.map((name, i) => [name, args[i] as tf.Tensor])) });
      const weightsOf = ({ size, shape }: tf.Tensor, i: number) =>
        tf.tensor(randomNormals(randomStream(i, testCase.name), size), shape);
      const weighted = (...args: tf.Tensor[]) =>
        tf.addN(outputs(...args).map((output, i) => tf.sum(tf.mul(output, weightsOf(output, i)))));
      const args = names.map((name) => inputs[name] as tf.Tensor);
      const [only, ...others] = found;
      // The weights are the gradient of the sum: given as that, they need no programs of the device beside the kernel's own.
      const gradients =
        only && others.length === 0
          ? tf.grads((...args) => outputs(...args)[0] as tf.Tensor)(args, weightsOf(only, 0))
          : tf.grads(weighted)(args);
      gradients.forEach((gradient, i) => {
        results[`gradient of ${names[i]}`] = gradient;
      });
    }
    return results;
  });
  const values: Values = {};
  for (const [name, tensor] of Object.entries(tensors)) values[name] = Float32Array.from(await tensor.data());
  tf.dispose(tensors);
  return values;
}

/** Numbers near one that ought to cancel may leave their last bit: the one key of an attention has no gradient. */
const LEAST_SCALE = 1e-5;

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));
}

/**
 * What differs between the kernel on `backend` and the reference on `cpu`, in words; an empty list is agreement.
 * Leaves `backend` in use.
 */
export async function parityFailures(testCase: ParityCase, backend: string): Promise<string[]> {
  await tf.setBackend("cpu");
  const expected = await evaluate(testCase, testCase.reference);
  await tf.setBackend(backend);
  const actual = await evaluate(testCase, testCase.run);
  const failures: string[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    const given = actual[name] ?? new Float32Array();
    if (given.length !== wanted.length) failures.push(`${name}: ${given.length} values rather than ${wanted.length}`);
    const rms = rootMeanSquare(wanted);
    const tolerance = testCase.tolerance ?? 1e-4;
    const off = wanted.findIndex((value, i) => {
      const difference = Math.abs((given[i] ?? Number.NaN) - value);
      return !(difference <= tolerance * Math.max(Math.abs(value), rms, LEAST_SCALE));
    });
    if (off >= 0) failures.push(`${name}[${off}] is ${given[off]} rather than ${wanted[off]} (rms ${rms})`);
  }
  return failures;
}

/** The same network on the processor, one symbol at a time: what it costs does not grow with what was read before. */
import type { OpenHostReader } from "../../domains/sequence/writeOnHost.ts";
import type { Reader } from "./network.ts";
import type { Architecture } from "./sizes.manifest.ts";

/** output [to] = bias + input [from] · kernel [from, to]. */
function project(output: Float32Array, input: Float32Array, [kernel, bias]: Pair): void {
  output.set(bias);
  add(output, input, kernel, 0);
}

/** output [to] += input [from] · the rows of a kernel from `row` on, each [to]. */
function add(output: Float32Array, input: Float32Array, kernel: Float32Array, row: number): void {
  const to = output.length;
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    if (value === 0) continue;
    const start = (row + i) * to;
    for (let j = 0; j < to; j++) output[j] = (output[j] as number) + value * (kernel[start + j] as number);
  }
}

function rectify(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i] as number);
}

type Pair = readonly [kernel: Float32Array, bias: Float32Array];

/** Copies the weights as they are now; see `buildReader` for the layers. */
export const hostReader =
  (
    { network }: Reader,
    { vocabulary: V, labels: known, channels: C, kernelSize: K, dilations }: Architecture,
  ): OpenHostReader =>
  async (count, labels) => {
    const weightsOf = async (name: string) =>
      await Promise.all(
        network
          .getLayer(name)
          .getWeights()
          .map((weight) => weight.data<"float32">()),
      );
    const pairOf = async (name: string) => (await weightsOf(name)) as unknown as Pair;
    const [embedding] = (await weightsOf("embedding")) as [Float32Array];
    const layers = await Promise.all(
      dilations.map(async (dilation, i) => ({
        dilation,
        convolve: await pairOf(`convolve${i + 1}`),
        skip: await pairOf(`skip${i + 1}`),
        stay: i < dilations.length - 1 ? await pairOf(`stay${i + 1}`) : null,
        condition: known > 0 && labels ? ((await weightsOf(`label${i + 1}`))[0] as Float32Array) : null,
        // What the layer has read: a ring of places for each sample, silent at first.
        read: new Float32Array(count * ((K - 1) * dilation + 1) * C),
      })),
    );
    const [mix, readout] = [await pairOf("mix"), await pairOf("logits")];
    const logits = new Float32Array(count * V);
    const [x, z, skips, mixed, passed] = [0, 1, 2, 3, 4].map(() => new Float32Array(C)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const convolved = new Float32Array(2 * C);
    let time = 0;

    function readOne(n: number, symbol: number): void {
      x.set(embedding.subarray(symbol * C, (symbol + 1) * C));
      skips.fill(0);
      for (const { dilation, convolve, skip, stay, condition, read } of layers) {
        const places = (K - 1) * dilation + 1;
        const at = (place: number) => (n * places + (place % places)) * C;
        read.set(x, at(time));
        convolved.set(convolve[1]);
        for (let k = 0; k < K; k++) {
          const from = at(time + places - (K - 1 - k) * dilation);
          add(convolved, read.subarray(from, from + C), convolve[0], k * C);
        }
        if (condition) {
          const row = (labels?.[n] as number) * 2 * C;
          for (let j = 0; j < 2 * C; j++) convolved[j] = (convolved[j] as number) + (condition[row + j] as number);
        }
        for (let j = 0; j < C; j++) {
          z[j] = Math.tanh(convolved[j] as number) / (1 + Math.exp(-(convolved[C + j] as number)));
        }
        project(passed, z, skip);
        for (let j = 0; j < C; j++) skips[j] = (skips[j] as number) + (passed[j] as number);
        if (!stay) continue;
        project(passed, z, stay);
        for (let j = 0; j < C; j++) x[j] = (x[j] as number) + (passed[j] as number);
      }
      rectify(skips);
      project(mixed, skips, mix);
      rectify(mixed);
      project(logits.subarray(n * V, (n + 1) * V), mixed, readout);
    }

    return {
      next: (symbols) => {
        for (let n = 0; n < count; n++) readOne(n, symbols[n] as number);
        time++;
        return logits;
      },
    };
  };

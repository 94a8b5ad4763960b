import type * as tf from "@tensorflow/tfjs";
import { runIndexed } from "../webgl/elementwise.ts";
import { given, webglKernel } from "../webgl/kernel.ts";
import { runSums } from "../webgl/sums.ts";
import { type Grouping, NORMALIZATION, NORMALIZATION_GRADIENT } from "./contract.ts";

/** GLSL of where things are: element l of a group, the channel and the group of element i. */
function places({ pixels, groups, depth }: Grouping) {
  const channels = groups * depth;
  return {
    member: `((group / ${groups} * ${pixels} + l / ${depth}) * ${channels} + group % ${groups} * ${depth} + l % ${depth})`,
    channel: `(i % ${channels})`,
    groupOf: (i: string) => `(${i} / ${pixels * channels} * ${groups} + ${i} % ${channels} / ${depth})`,
  };
}

const keyOf = ({ batch, pixels, groups, depth }: Grouping) => `${batch} ${pixels} ${groups} ${depth}`;

export const normalizationWebgl: readonly tf.KernelConfig[] = [
  webglKernel(NORMALIZATION, (gpu, inputs, attributes) => {
    const grouping = attributes as unknown as Grouping;
    const { epsilon } = attributes as { readonly epsilon: number };
    const { batch, pixels, groups, depth } = grouping;
    const x = given(inputs, "x");
    const { member, channel, groupOf } = places(grouping);
    const length = pixels * depth;
    const size = { groups: batch * groups, length, shape: [batch * groups] };
    const key = keyOf(grouping);
    const means = { key: `mean ${key}`, inputs: ["x"], terms: [`x(${member})`], finish: `sum / ${length}.0` };
    const [mean] = runSums(gpu, means, [x], size) as [tf.TensorInfo];
    const spread = {
      key: `spread ${key}`,
      inputs: ["x", "mean"],
      declarations: "float squared(float x) { return x * x; }",
      terms: [`squared(x(${member}) - mean(group))`],
      finish: `inversesqrt(sum / ${length}.0 + float(${epsilon}))`,
    };
    const [inverse] = runSums(gpu, spread, [x, mean], size) as [tf.TensorInfo];
    const apply = {
      key: `normalization ${key}`,
      inputs: ["x", "gain", "offset", "mean", "scale"],
      body: `
  int group = ${groupOf("i")};
  int channel = ${channel};
  y0 = gain(channel) * (x(i) - mean(group)) * scale(group) + offset(channel);`,
    };
    const tensors = [x, given(inputs, "gain"), given(inputs, "offset"), mean, inverse];
    const [y] = runIndexed(gpu, apply, tensors, { shape: x.shape, packed: true }) as [tf.TensorInfo];
    return [y, mean, inverse];
  }),

  webglKernel(NORMALIZATION_GRADIENT, (gpu, inputs, attributes) => {
    const grouping = attributes as unknown as Grouping;
    const { batch, pixels, groups, depth } = grouping;
    const channels = groups * depth;
    const { member, channel, groupOf } = places(grouping);
    const length = pixels * depth;
    const key = keyOf(grouping);
    const tensors = ["x", "gain", "mean", "inverse", "dy"].map((name) => given(inputs, name));
    // GLSL has an `inverse` of its own.
    const names = ["x", "gain", "mean", "scale", "dy"];
    const normal = (i: string, group: string) => `(x(${i}) - mean(${group})) * scale(${group})`;

    const slope = `dy(${member}) * gain(${member} % ${channels})`;
    const ofGroups = {
      key: `gradient of normalization by group ${key}`,
      inputs: names,
      terms: [slope, `${slope} * ${normal(member, "group")}`],
    };
    const size = { groups: batch * groups, length, shape: [batch * groups] };
    const means = runSums(gpu, { ...ofGroups, finish: `sum / ${length}.0` }, tensors, size);

    const at = `(l * ${channels} + group)`;
    const ofChannels = {
      key: `gradient of normalization by channel ${key}`,
      inputs: names,
      terms: [`dy(${at}) * ${normal(at, groupOf(at))}`, `dy(${at})`],
    };
    const across = { groups: channels, length: batch * pixels, shape: [channels] };
    const [dGain, dOffset] = runSums(gpu, ofChannels, tensors, across) as [tf.TensorInfo, tf.TensorInfo];

    const ofX = {
      key: `gradient of normalization ${key}`,
      inputs: [...names, "slopes", "bends"],
      body: `
  int group = ${groupOf("i")};
  float normal = ${normal("i", "group")};
  y0 = scale(group) * (dy(i) * gain(${channel}) - slopes(group) - normal * bends(group));`,
    };
    const shape = { shape: (tensors[0] as tf.TensorInfo).shape, packed: true };
    const [dx] = runIndexed(gpu, ofX, [...tensors, ...means], shape) as [tf.TensorInfo];
    for (const { dataId } of means) gpu.disposeData(dataId);
    return [dx, dGain, dOffset];
  }),
];

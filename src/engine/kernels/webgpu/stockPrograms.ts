/**
 * Stock programs in less JavaScript. TensorFlow.js writes new uniforms and makes a new group of bindings for every
 * dispatch, though both are the same step after step; here they are kept.
 */

import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { record } from "./dispatch.ts";
import { bindGroupFor, type Compiled } from "./pipelines.ts";

type Field = { readonly type: string; readonly data: number[] };

interface Program {
  readonly pipeline: GPUComputePipeline | Promise<GPUComputePipeline>;
  readonly pixelsOpType?: unknown;
  readonly outputShape: readonly number[];
  readonly size?: boolean;
  readonly outputComponent?: number;
  readonly dispatch: readonly [number, number, number];
}

interface OpenBackend {
  readonly activeTimers: unknown;
  readonly uniformPendingDisposal: GPUBuffer[];
  makeUniforms(fields: Field[]): GPUBufferBinding;
  tensorToBinding(tensor: TensorInfo): GPUBindingResource;
  recordAndSubmit(program: Program, output: TensorInfo, inputs: TensorInfo[], defined?: readonly Field[]): void;
}

/** Uniforms that are kept for a pipeline: as many as a model has shapes, and beyond that none. */
const KEPT_UNIFORMS = 128;

/** In the order in which stock programs declare them. */
function fieldsOf(program: Program, tensors: readonly TensorInfo[], defined: readonly Field[]): Field[] {
  const fields: Field[] = [
    { type: "float32", data: [Number.NaN] },
    { type: "float32", data: [Number.POSITIVE_INFINITY] },
  ];
  for (const { shape } of tensors) {
    fields.push({ type: "int32", data: [...shape] }, { type: "int32", data: tf.util.computeStrides(shape) });
  }
  if (program.size) {
    const size = tf.util.sizeFromShape([...program.outputShape]);
    fields.push({ type: "int32", data: [size / (program.outputComponent || 1)] });
  }
  return [...fields, ...defined];
}

function nameOf(tensors: readonly TensorInfo[], defined: readonly Field[]): string {
  let name = "";
  for (const { shape } of tensors) name += `${shape.join()};`;
  for (const { data } of defined) name += `${data.join()}|`;
  return name;
}

const isBuffer = (resource: GPUBindingResource): resource is GPUBufferBinding => "buffer" in resource;

/** Makes the backend keep what its programs will need again; once for each backend. */
export function quickenStockPrograms(backend: WebGPUBackend): void {
  const open = backend as unknown as OpenBackend;
  const stock = open.recordAndSubmit.bind(backend);
  const kept = new WeakMap<GPUComputePipeline, Compiled>();
  const compiledOf = (pipeline: GPUComputePipeline): Compiled => {
    let compiled = kept.get(pipeline);
    if (!compiled) {
      compiled = { pipeline, layout: pipeline.getBindGroupLayout(0), uniforms: new Map(), bindGroups: new Map() };
      kept.set(pipeline, compiled);
    }
    return compiled;
  };

  open.recordAndSubmit = (program, output, inputs, defined = []) => {
    const { pipeline } = program;
    const bindings = [output, ...inputs].map((tensor) => open.tensorToBinding(tensor));
    const timed = open.activeTimers != null;
    if (timed || program.pixelsOpType != null || pipeline instanceof Promise || !bindings.every(isBuffer)) {
      stock(program, output, inputs, defined);
      return;
    }
    const compiled = compiledOf(pipeline);
    // Stock programs declare the shapes of the inputs first.
    const tensors = [...inputs, output];
    const name = nameOf(tensors, defined);
    let uniforms = compiled.uniforms.get(name);
    if (!uniforms) {
      uniforms = open.makeUniforms(fieldsOf(program, tensors, defined));
      if (compiled.uniforms.size < KEPT_UNIFORMS) {
        // Else the backend would use the buffer for other uniforms after the next submission.
        open.uniformPendingDisposal.pop();
        compiled.uniforms.set(name, uniforms);
      }
    }
    const group = bindGroupFor(backend.device, compiled, [...bindings, uniforms]);
    record(backend, pipeline, group, program.dispatch);
  };
}

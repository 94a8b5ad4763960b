/**
 * A training step on wasm, recorded once and replayed.
 *
 * A step of fixed shapes is the same list of kernel calls each time. What is rebuilt at every step is what leads to it: tape,
 * shapes, tidies, tensors that are made and disposed of. On small models that is half of the time. So the part of a step from its batch
 * to its gradients is noted while it runs as usual, and from then on only its calls are made.
 *
 * **What is noted.** Our kernels take addresses, stock ones ids of tensors in a table of the stock module; both are called through
 * `kernels/wasm/ports.ts`, which tells a watcher of each call with its arguments, of memory taken and freed, of numbers that come
 * from JavaScript, and of whatever reads a tensor.
 *
 * **Addresses.** They only repeat where memory does. After two steps as usual a third is *traced*: memory taken and freed, in
 * order. From that the memory is planned: pieces that are not in use at the same time share a place (`plan.ts`). The fourth step
 * is *noted* in that memory, the fifth *verified*: both run as usual, and only if both asked for exactly the same, with the same
 * addresses, ids and numbers from JavaScript, is the list replayed from the sixth on. A step that strays from the plan goes on in
 * ordinary memory, and what it made moves out of the planned one, so that its own numbers are right in any case.
 *
 * **What may vary**, and how it gets in: batches are copied to where the noted step found them; keys of noise are the first two
 * arguments of the kernels that draw it, each traced back to the stream by its key; weights keep their places (`pins.ts`), and where
 * something was assigned to one (a checkpoint, a projection) its new value is copied there first; state that the step
 * assigns is copied to its variable's place at the end. Live parameters are part of what a recording is made for: a change of
 * one drops it, so the next step runs as usual with the new values. Learning rate, clipping, schedule and step number
 * act in the optimizer, which is one call for all weights and runs as usual after the replayed part.
 *
 * **What cannot be noted** runs as usual for good, with the reason in `status`: a read in the middle of a step, stock kernels that
 * keep packed copies of what they are given, kernels in JavaScript, steps that differ from one to the next.
 */
import * as tf from "@tensorflow/tfjs";
import type { ReplayStatus } from "../../../schema/replay.ts";
import { type Wasm, wasmOf } from "../../kernels/wasm/module.ts";
import type { Replay, Run, Work } from "../contract.ts";
import { runAsUsual } from "../index.ts";
import { Owner } from "./owner.ts";
import { Pins } from "./pins.ts";

export class WasmReplay implements Replay {
  private readonly wasm: Wasm;
  private readonly pins: Pins;
  private readonly owners = new Map<object, Owner>();
  private replayed = 0;
  private usual = 0;

  constructor() {
    this.wasm = wasmOf(tf.backend());
    this.pins = new Pins(this.wasm);
  }

  run<T>(work: Work<T>): Run<T> {
    if (tf.backend() !== this.wasm.backend) return runAsUsual(work);
    let owner = this.owners.get(work.owner);
    if (!owner) {
      owner = new Owner(this.wasm, this.pins);
      this.owners.set(work.owner, owner);
    }
    const replayed = owner.replay(work);
    if (replayed) this.replayed++;
    else this.usual++;
    return replayed ?? owner.run(work);
  }

  get status(): ReplayStatus {
    const reasons = new Set([...this.owners.values()].flatMap((owner) => owner.reasons()));
    return { replayed: this.replayed, usual: this.usual, reasons: [...reasons] };
  }

  dispose(): void {
    // A backend that was closed took all of its memory along.
    if (this.wasm.backend.wasm) {
      for (const owner of this.owners.values()) owner.release();
      this.pins.release();
    }
    this.owners.clear();
  }
}

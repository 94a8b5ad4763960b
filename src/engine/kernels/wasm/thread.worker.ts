/** One thread: an instance of the kernels that works on the parts it takes until it is terminated. */
import { kernelsOf, PartQueue, type ThreadRequest } from "./partQueue.ts";

self.onmessage = async ({ data }: MessageEvent<ThreadRequest>) => {
  const { module, memory, queue } = data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  new PartQueue(queue, kernelsOf(instance)).serve();
};

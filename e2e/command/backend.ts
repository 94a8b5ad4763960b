/** The backends that there are without a page. */
import { openBackend } from "../../src/engine/index.ts";
import { UsageError } from "./words.ts";

export const BACKENDS = ["wasm", "webgpu"] as const;
export type Backend = (typeof BACKENDS)[number];

/** The npm package `webgpu`: Dawn, the WebGPU of Chromium, for Node. */
interface Dawn {
  readonly create: (options: readonly string[]) => GPU;
  readonly globals: object;
}

/** Whoever wants it installs it: it is 130 MB, for five systems. */
const DAWN = "webgpu";

/** Has Node offer WebGPU as browsers do. */
async function bringDawn(): Promise<void> {
  const { create, globals } = (await import(/* @vite-ignore */ DAWN).catch(() => {
    throw new UsageError(
      "WebGPU without a browser needs Dawn: npm install --no-save webgpu, and a driver for the GPU.",
    );
  })) as Dawn;
  const navigator = { ...globalThis.navigator, gpu: create([]) };
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
}

/** Throws where it cannot be had here. */
export async function open(backend: Backend): Promise<string> {
  if (backend === "webgpu") await bringDawn();
  const { description } = await openBackend(backend, {
    onFault: () => {},
    onLost: (why) => {
      throw new Error(`The GPU is lost: ${JSON.stringify(why)}`);
    },
  });
  return description;
}

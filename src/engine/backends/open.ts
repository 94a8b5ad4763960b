/**
 * Opening a backend of TensorFlow.js so that nothing fails in silence: a refusal is thrown, an uncaptured GPU error and
 * a lost device or context are reported at once.
 */
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { type Fault, InklingError } from "../../core/errors.ts";
import { loadCode } from "../../core/loadCode.ts";
import { installGradients } from "../gradients/index.ts";
import type { WebglBackend } from "../kernels/webgl/index.ts";
import { installLayers } from "../layers/stock.ts";
import { describeContext, findAdapter } from "./detect.ts";
import type { Arithmetic, BackendKind, BackendOptions, OpenedBackend } from "./kinds.ts";
import { fetchBinary, fetchedBinaries, threadsHere } from "./threads.ts";

type Listeners = Pick<BackendOptions, "onFault" | "onLost">;

/** Whom to tell, for each backend; replaced when it is opened again, absent once it is closed. */
const listeners = new Map<BackendKind, Listeners>();
const watched = new WeakSet<object>();
const lost = new WeakSet<object>();
/** Listeners that have been told of a fault. */
const faulted = new WeakSet<Listeners>();

/** Tells the listeners of `kind` about `backend`, unless that one has been closed or replaced meanwhile. */
function tell(kind: BackendKind, backend: object, event: keyof Listeners, fault: Fault): void {
  const told = listeners.get(kind);
  if (!told || tf.engine().registry[kind] !== backend) return;
  // One broken shader brings an error with every batch of commands after it; the first says it all.
  if (event === "onFault" && faulted.has(told)) return;
  if (event === "onFault") faulted.add(told);
  told[event](fault);
}

function refuse(backend: BackendKind, reason: string): InklingError {
  return new InklingError("backendUnavailable", { backend, reason });
}

/** Makes `kind` the engine's backend, if `isFit` finds nothing wrong with it; else puts the one before back and throws. */
async function select(kind: BackendKind, isFit: () => Promise<void> | void = () => {}): Promise<void> {
  const before = tf.getBackend() as string | undefined;
  try {
    const answered = await tf.setBackend(kind).catch(() => false);
    if (!answered || tf.getBackend() !== kind) throw refuse(kind, "refused");
    await isFit();
  } catch (error) {
    if (before && before !== kind) await tf.setBackend(before);
    throw error;
  }
}

async function openWebgpu(): Promise<OpenedBackend> {
  const adapter = await findAdapter();
  if (!adapter) throw refuse("webgpu", "noAdapter");
  await loadCode(() => import("@tensorflow/tfjs-backend-webgpu"));
  const webgpu = await loadCode(() => import("../kernels/webgpu/index.ts"));
  webgpu.installWebgpuKernels();
  tf.env().set("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE", webgpu.SUBMIT_EVERY);
  await select("webgpu");
  const backend = tf.backend() as unknown as WebGPUBackend;
  if (!watched.has(backend)) {
    watched.add(backend);
    webgpu.installBufferPool(backend);
    webgpu.quickenStockPrograms(backend);
    backend.device.addEventListener("uncapturederror", ({ error }) => {
      const values = { backend: "webgpu", message: error.message };
      tell("webgpu", backend, "onFault", { code: "gpuError", values });
    });
    void backend.device.lost.then(({ reason, message }) => {
      lost.add(backend);
      tell("webgpu", backend, "onLost", { code: "deviceLost", values: { backend: "webgpu", reason, message } });
    });
  }
  return { kind: "webgpu", ...adapter };
}

async function openWebgl(): Promise<OpenedBackend> {
  // A software renderer is refused by default; here it is opened, and told apart by its name.
  tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  // With shapes as uniforms, filter gradients of dilated convolutions come out wrong once other shaders were compiled.
  tf.env().set("WEBGL_USE_SHAPES_UNIFORMS", false);
  tf.env().set("WEBGL_DELETE_TEXTURE_THRESHOLD", 256 * 1024 * 1024);
  if (!tf.findBackendFactory("webgl")) throw refuse("webgl", "noContext");
  const { installWebglKernels } = await loadCode(() => import("../kernels/webgl/index.ts"));
  // Core ops do the work on WebGL 1, which has neither texelFetch nor several outputs.
  if (tf.env().getNumber("WEBGL_VERSION") === 2) installWebglKernels();
  await select("webgl", () => {
    // Half precision cannot train: a gradient below 6e-8 is zero there.
    if (!tf.env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) throw refuse("webgl", "halfPrecision");
  });
  const backend = tf.backend() as unknown as WebglBackend;
  const { gl } = backend.gpgpu;
  // Stock answers 16 for float32 textures, so that `epsilon()` would be 1e-4 on WebGL alone.
  backend.floatPrecisionValue = 32;
  if (!watched.has(backend)) {
    watched.add(backend);
    gl.canvas.addEventListener("webglcontextlost", () => {
      lost.add(backend);
      const values = { backend: "webgl", reason: "contextLost", message: "" };
      tell("webgl", backend, "onLost", { code: "deviceLost", values });
    });
  }
  return { kind: "webgl", ...describeContext(gl) };
}

async function openWasm({
  wasmPaths: paths,
  readBinary,
  threads = threadsHere(),
  arithmetic: wanted = "exact",
}: BackendOptions): Promise<OpenedBackend> {
  if (typeof WebAssembly === "undefined") throw refuse("wasm", "noWebAssembly");
  const { setWasmPaths } = await loadCode(() => import("@tensorflow/tfjs-backend-wasm"));
  // The threaded build breaks under minification; ours are the threads.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (paths !== undefined && !tf.engine().registry.wasm) {
    const fetched = readBinary
      ? await fetchedBinaries(paths, threads, readBinary)
      : threads > 1
        ? await fetchedBinaries(paths, threads, fetchBinary).catch(() => null)
        : null;
    const found = fetched ?? paths;
    setWasmPaths(typeof found === "string" ? found : { ...found });
  }
  const { installWasmKernels, threadsOf } = await loadCode(() => import("../kernels/wasm/index.ts"));
  let arithmetic: Arithmetic = "exact";
  await select("wasm", async () => {
    arithmetic = await installWasmKernels(threads, wanted);
  });
  const cores = threadsOf(tf.backend());
  const parts = [
    "WebAssembly SIMD",
    ...(cores > 1 ? [`${cores} threads`] : []),
    ...((arithmetic as Arithmetic) === "fused" ? ["fused multiply-add"] : []),
  ];
  return { kind: "wasm", description: parts.join(", "), software: false };
}

async function openCpu(): Promise<OpenedBackend> {
  await select("cpu");
  return { kind: "cpu", description: "JavaScript", software: false };
}

/**
 * Makes `kind` the backend of TensorFlow.js in this page, Worker or process, with listeners for what goes wrong on it.
 * Opening it again replaces the listeners.
 *
 * @throws InklingError `backendUnavailable` {backend, reason: noAdapter · noContext · noWebAssembly · noSimd ·
 * halfPrecision · refused};
 * the backend that was open before stays so.
 */
export async function openBackend(kind: BackendKind, options: BackendOptions): Promise<OpenedBackend> {
  const open = tf.engine().registry[kind];
  if (open && lost.has(open)) closeBackend(kind);
  const opened = await openKind(kind, options);
  installGradients();
  installLayers();
  listeners.set(kind, { onFault: options.onFault, onLost: options.onLost });
  return opened;
}

function openKind(kind: BackendKind, options: BackendOptions): Promise<OpenedBackend> {
  switch (kind) {
    case "webgpu":
      return openWebgpu();
    case "webgl":
      return openWebgl();
    case "wasm":
      return openWasm(options);
    case "cpu":
      return openCpu();
    default:
      return kind satisfies never;
  }
}

/** Notes whom `kind` tells now; the function returned tells them again, after somebody else has opened it for a while. */
export function lendBackend(kind: BackendKind): () => void {
  const kept = listeners.get(kind);
  return () => {
    if (kept) listeners.set(kind, kept);
    else listeners.delete(kind);
  };
}

/** Frees a backend with all its tensors, tells its listeners nothing, and leaves it ready to be opened afresh. */
export function closeBackend(kind: BackendKind): void {
  listeners.delete(kind);
  const factory = tf.findBackendFactory(kind);
  const backend = tf.engine().registry[kind];
  if (!factory || !backend) return;
  tf.removeBackend(kind);
  tf.registerBackend(kind, factory, kind === "webgpu" ? 3 : kind === "webgl" ? 2 : kind === "wasm" ? 2 : 1);
  if (kind === "webgpu") (backend as unknown as WebGPUBackend).device.destroy();
}

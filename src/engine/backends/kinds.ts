import type { Fault } from "../../core/errors.ts";
import type { Arithmetic } from "../kernels/wasm/fused.ts";

export type { Arithmetic };

/** The four ways in which TensorFlow.js computes here, best guess first. */
export const backendKinds = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type BackendKind = (typeof backendKinds)[number];

/** What answered when a backend was opened. */
export interface OpenedBackend {
  readonly kind: BackendKind;
  /** The adapter's or renderer's own name, e.g. `nvidia hopper` or `ANGLE (Intel, …)`. */
  readonly description: string;
  /** True where a GPU's interface is emulated on the CPU (SwiftShader, llvmpipe, …). */
  readonly software: boolean;
}

export interface BackendOptions {
  /** Where the wasm binaries are: a folder's address, or an address for each file name. Leave out in Node. */
  readonly wasmPaths?: Readonly<Record<string, string>> | string;
  /** Fetches a wasm binary from its address and checks it; throws what the opening is to fail by. */
  readonly readBinary?: (address: string) => Promise<Uint8Array>;
  /** Threads for wasm, where the page may share memory between them; as many as the machine has unless told. */
  readonly threads?: number;
  /** Of wasm's products; `exact` unless told, and where the browser has no `fused`. */
  readonly arithmetic?: Arithmetic;
  /** A computation went wrong without throwing; results since then are not to be trusted. */
  onFault(fault: Fault): void;
  /** The device or context is gone, and every tensor on it. */
  onLost(fault: Fault): void;
}

/** How fast a backend trained the small test network. */
export interface BackendMeasure {
  readonly kind: BackendKind;
  readonly available: boolean;
  readonly description: string;
  readonly software: boolean;
  /** Training steps per second; null where it was not measured. */
  readonly stepsPerSecond: number | null;
  /** How many times as fast wasm's products are when fused; left out where it was not measured or cannot be had. */
  readonly fusedSpeedup?: number;
  /** Why there is no measure, or none to be trusted. */
  readonly reason?: Fault;
}

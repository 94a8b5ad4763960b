/** A page that is isolated by these may share memory between threads, which wasm trains on; without them it has one core. */
export const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
} as const;

/** What this browser or this address does not give the page, and what follows from it. */
export const conditions = {
  oneThread: "one thread",
  insecure:
    "This address is not https. Browsers then give a page neither threads nor WebGPU, and it cannot work offline.",
  framed: "Shown inside of another page, Inkling trains on one thread of the processor.",
  notIsolated:
    "This host does not isolate the page, so wasm trains on one thread of the processor. Loading the page again may help.",
  openAlone: "Open it in a tab of its own",
};

/** Runs as files: code that few visits need, and that comes when one does. */
export { packModel, unpackModel } from "./model-in-link.ts";
export { packRun } from "./pack.ts";
export { unpackRun } from "./unpack.ts";

/** Runs as files: code that few visits need, and that comes when one does. */
export { packRun } from "./pack.ts";
export { unpackRun } from "./unpack.ts";

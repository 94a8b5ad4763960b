/** The words after `npm run bench -- workloads`. */
import { type BackendKind, backendKinds } from "../../src/engine/backends/kinds.ts";
import { workloadNames } from "./workloads/names.ts";

export interface Options {
  readonly backends: readonly BackendKind[];
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly host: "browser" | "node";
  readonly bundle: string | undefined;
  readonly readme: boolean;
}

/** The names in a list with commas, all of them known; `usual` where there is no list. */
function chosen<Name extends string>(
  list: string | undefined,
  known: readonly Name[],
  usual: readonly Name[],
  what: string,
): readonly Name[] {
  if (list === undefined) return usual;
  return list.split(",").map((word) => {
    const name = known.find((each) => each === word);
    if (!name) throw new Error(`no ${what} is called ${word}; there are ${known.join(", ")}`);
    return name;
  });
}

/** @throws Error where a backend or a workload is not known. */
export function optionsOf(words: readonly string[]): Options {
  const value = (name: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? "") : undefined);
  const host = value("--host") === "node" ? "node" : "browser";
  const usual: readonly BackendKind[] = host === "node" ? ["wasm"] : ["wasm", "webgl", "webgpu"];
  return {
    backends: chosen(value("--backend"), backendKinds, usual, "backend"),
    only: chosen(value("--only"), workloadNames, workloadNames, "workload"),
    quick: words.includes("--quick"),
    host,
    bundle: value("--bundle"),
    readme: words.includes("--readme"),
  };
}

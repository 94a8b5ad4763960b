/** A Worker for tests: opens a backend, takes two steps of training, loses the device, and posts what it saw. */
import { type Fault, toFault } from "../../../core/errors.ts";
import type { BackendKind, OpenedBackend } from "../kinds.ts";
import { openBackend } from "../open.ts";
import { makeSmallNetwork } from "../smallNetwork.ts";
import { loseBackend } from "./lose.ts";

export interface OpenerRequest {
  readonly kind: BackendKind;
  readonly wasmPaths: Readonly<Record<string, string>>;
  readonly lose: boolean;
}

export type OpenerReport =
  | { readonly event: "trained"; readonly opened: OpenedBackend; readonly losses: readonly number[] }
  | { readonly event: "fault" | "lost" | "refused"; readonly fault: Fault };

const scope = self as unknown as {
  postMessage(report: OpenerReport): void;
  addEventListener(type: "message", listener: (event: MessageEvent<OpenerRequest>) => void): void;
};

async function run({ kind, wasmPaths, lose }: OpenerRequest): Promise<void> {
  const opened = await openBackend(kind, {
    wasmPaths,
    onFault: (fault) => scope.postMessage({ event: "fault", fault }),
    onLost: (fault) => scope.postMessage({ event: "lost", fault }),
  });
  const network = makeSmallNetwork({ batch: 2, time: 4, vocabulary: 7, embeddingWidth: 5, units: 6 });
  const losses: number[] = [];
  for (let step = 0; step < 2; step++) {
    const loss = network.step();
    losses.push((await loss.data())[0] as number);
    loss.dispose();
  }
  scope.postMessage({ event: "trained", opened, losses });
  if (lose) loseBackend();
}

scope.addEventListener("message", ({ data }) => {
  run(data).catch((error: unknown) => scope.postMessage({ event: "refused", fault: toFault(error) }));
});

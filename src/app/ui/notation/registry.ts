import type { Notation } from "../../../schema/manifest.ts";
import { lazyPart } from "../failure/late-part.tsx";
import type { NotationUi } from "./contract.ts";

export const NOTATIONS: Readonly<Record<Notation, NotationUi>> = {
  melody: {
    Samples: lazyPart(() => import("./melody/melody-samples.tsx")),
    Small: lazyPart(() => import("./melody/melody-line.tsx")),
    Prompt: lazyPart(() => import("./melody/melody-prompt.tsx")),
  },
};

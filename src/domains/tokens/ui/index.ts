import { useT } from "../../../app/ui/i18n/i18n.ts";
import { usePreview } from "../../../app/ui/stage/family.tsx";
import type { TextSample } from "../../../schema/view.ts";
import type { DomainUi } from "../../ui/contract.ts";
import { spell } from "./alphabet.ts";
import { factsOf } from "./facts.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** At least so many samples of the untrained model. */
const LEAST = 8;

export const tokens: DomainUi<"tokens"> = {
  confidence: true,
  Thumbnail,
  facts: factsOf,
  useFirstSamples(made) {
    const t = useT();
    const real = usePreview().map((text): TextSample => ({ text, promptLength: 0, confidence: [], finished: true }));
    const expected = Math.max(real.length, LEAST);
    return {
      real: { kind: "text", samples: real },
      made: { kind: "text", samples: made?.kind === "text" ? made.samples.slice(0, expected) : [] },
      name: t("stage.text.real"),
      expected,
    };
  },
  spell,
};

import { lazyPart } from "../../../app/ui/failure/late-part.tsx";
import { useT } from "../../../app/ui/i18n/i18n.ts";
import { countsOf } from "../../../app/ui/recipe/facts.ts";
import type { DomainUi } from "../../ui/contract.ts";
import { useRealSounds } from "./real-sounds.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** As many real sounds as the model makes, so that both grids are alike. */
const SOUNDS = 16;

const SoundBar = lazyPart(() => import("../../../app/ui/sound/sound-bar.tsx"));
const BeatsView = lazyPart(() => import("../../../app/ui/sound/beats-view.tsx"));

export const audio: DomainUi<"audio"> = {
  confidence: false,
  Thumbnail,
  facts: countsOf,
  SamplesAside: SoundBar,
  views: { beats: BeatsView },
  useFirstSamples(view) {
    const t = useT();
    const made = view?.kind === "waves" ? view : null;
    return { real: useRealSounds(made?.count ?? SOUNDS), made, name: t("stage.waves.real"), expected: 0 };
  },
};

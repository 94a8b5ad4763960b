import { useT } from "../../../app/ui/i18n/i18n.ts";
import { countsOf } from "../../../app/ui/recipe/facts.ts";
import type { DomainUi } from "../../ui/contract.ts";
import { useRealPictures } from "./real-pictures.ts";
import { Thumbnail } from "./thumbnail.tsx";

/** As many real pictures as the model makes, so that both grids are alike. */
const PICTURES = 64;

export const image: DomainUi<"image"> = {
  confidence: false,
  Thumbnail,
  facts: countsOf,
  useFirstSamples(view) {
    const t = useT();
    const made = view?.kind === "images" ? view : null;
    return { real: useRealPictures(made?.count ?? PICTURES), made, name: t("stage.images.real"), expected: 0 };
  },
};

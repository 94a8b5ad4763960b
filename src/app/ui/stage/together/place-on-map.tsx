import { useEffect } from "react";
import { useActions, useApp } from "../../store.ts";
import { adopt } from "../../styles/adopt.ts";
import picturesStyles from "../pictures/pictures.css?inline";
import { LatentMap } from "../views/latent-map.tsx";
import { useTogetherWords } from "./use-words.ts";

adopt(picturesStyles);

/** The family's map, and the place of a code on it. */
export function PlaceOnMap({ place }: { readonly place: readonly number[] }) {
  const { words } = useTogetherWords();
  const { viewPlace } = useActions();
  const map = useApp((state) => state.placeViews.map?.view);
  const step = useApp((state) => (state.phase.kind === "playing" ? null : state.step));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step means a new map; the place is drawn on any
  useEffect(() => void viewPlace("map", []), [step, viewPlace]);
  if (map?.kind !== "latent") return null;
  return (
    <section className="together-map" aria-label={words.drawing.map}>
      <h4>{words.drawing.map}</h4>
      <div inert>
        <LatentMap data={map} place={place} onMove={stay} encoded />
      </div>
    </section>
  );
}

/** The place is that of what was drawn. */
const stay = () => undefined;

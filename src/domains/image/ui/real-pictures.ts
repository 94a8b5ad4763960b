import { useEffect, useState } from "react";
import { useActions, useApp } from "../../../app/ui/store.ts";
import type { ImagesView } from "../../../schema/view.ts";

/** A few real pictures of the data that the run learns from, as a view; `null` until they have come. */
export function useRealPictures(count: number): ImagesView | null {
  const { browse } = useActions();
  const facts = useApp((state) => state.facts);
  const [pictures, setPictures] = useState<ImagesView | null>(null);
  const domain = facts?.domain.kind === "image" ? facts.domain : null;
  useEffect(() => {
    if (!domain) return;
    let stale = false;
    void browse({ part: "train", offset: 0, count }).then(({ samples }) => {
      const found = samples.filter((sample) => sample.kind === "image");
      if (stale || found.length === 0) return;
      const { height, width, channels } = domain;
      const size = height * width * channels;
      const pixels = new Float32Array(found.length * size);
      for (const [i, sample] of found.entries()) pixels.set(sample.pixels, i * size);
      setPictures({ kind: "images", height, width, channels, count: found.length, pixels });
    });
    return () => {
      stale = true;
    };
  }, [browse, domain, count]);
  return domain ? pictures : null;
}

import { useEffect, useState } from "react";
import { useActions, useApp } from "../../../app/ui/store.ts";
import type { WavesView } from "../../../schema/view.ts";
import type { DomainOf, SampleOf } from "../../ui/contract.ts";

/** Real sounds as a view; each must be as long as the domain says. */
export function viewOf(samples: readonly SampleOf<"audio">[], { rate, length }: DomainOf<"audio">): WavesView {
  const values = new Float32Array(samples.length * length);
  for (const [i, { wave }] of samples.entries()) values.set(wave.subarray(0, length), i * length);
  const labels = samples.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const labelled = labels.length === samples.length && labels.length > 0;
  const shown = { kind: "waves", rate, length, count: samples.length, values, roles: ["truth"] } as const;
  return labelled ? { ...shown, labels } : shown;
}

/** A few real sounds of the data that the run learns from; `null` until they have come. */
export function useRealSounds(count: number): WavesView | null {
  const { browse } = useActions();
  const facts = useApp((state) => state.facts);
  const [sounds, setSounds] = useState<WavesView | null>(null);
  const domain = facts?.domain.kind === "audio" ? facts.domain : null;
  useEffect(() => {
    if (!domain) return;
    let stale = false;
    void browse({ part: "train", offset: 0, count }).then(({ samples }) => {
      const found = samples.filter((sample) => sample.kind === "audio");
      if (!stale && found.length > 0) setSounds(viewOf(found, domain));
    });
    return () => {
      stale = true;
    };
  }, [browse, domain, count]);
  return domain ? sounds : null;
}

import { useMemo } from "react";
import { SoundGrid } from "../../../app/ui/sound/sound-grid.tsx";
import type { BrowsedPageProps, DomainBrowser } from "../../ui/contract.ts";
import { viewOf } from "./real-sounds.ts";

export const audio: DomainBrowser<"audio"> = { pageSize: 24, Page };

/** A page of sounds, to be seen and heard. */
function Page({ name, rows, domain, labelName }: BrowsedPageProps<"audio">) {
  const data = useMemo(() => viewOf(rows?.map(({ sample }) => sample) ?? [], domain), [rows, domain]);
  const words = useMemo(() => data.labels?.map(labelName), [data.labels, labelName]);
  return (
    <div className="browse-sounds" aria-busy={rows === null}>
      {data.count > 0 ? <SoundGrid data={data} name={name} words={words} /> : null}
    </div>
  );
}

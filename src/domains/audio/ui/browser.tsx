import { BrowsedList } from "../../../app/ui/recipe/browsed-list.tsx";
import type { DomainBrowser } from "../../ui/contract.ts";

export const audio: DomainBrowser<"audio"> = {
  pageSize: 24,
  Page: ({ name, rows, labelName }) => (
    <BrowsedList name={name} coming={rows === null} className="browse-pictures">
      {rows?.map(({ place, sample: { wave, label } }) => (
        <li key={place}>
          <svg
            className="browse-picture"
            viewBox={`0 -1 ${wave.length} 2`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path d={outline(wave)} stroke="var(--truth)" vectorEffect="non-scaling-stroke" fill="none" />
          </svg>
          {label ? <span className="quiet">{labelName(label)}</span> : null}
        </li>
      ))}
    </BrowsedList>
  ),
};

const COLUMNS = 120;

/** From the lowest to the highest value of each of so many stretches. */
function outline(wave: Float32Array): string {
  const stretch = Math.max(1, Math.ceil(wave.length / COLUMNS));
  const columns: string[] = [];
  for (let from = 0; from < wave.length; from += stretch) {
    const part = wave.subarray(from, from + stretch);
    columns.push(`M${from + stretch / 2} ${-Math.max(...part)}V${-Math.min(...part)}`);
  }
  return columns.join("");
}

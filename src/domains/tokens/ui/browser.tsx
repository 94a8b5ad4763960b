import { BrowsedList } from "../../../app/ui/recipe/browsed-list.tsx";
import type { DomainBrowser } from "../../ui/contract.ts";

/** A text longer than this has a line to itself. */
const LONG = 40;

export const tokens: DomainBrowser<"tokens"> = {
  pageSize: 60,
  Page: ({ name, rows, labelName }) => (
    <BrowsedList name={name} coming={rows === null}>
      {rows?.map(({ place, sample: { text, label } }) => (
        <li key={place} className={text.length > LONG ? "browse-long" : undefined}>
          <span>{text}</span>
          {label ? <span className="quiet">{labelName(label)}</span> : null}
        </li>
      ))}
    </BrowsedList>
  ),
};

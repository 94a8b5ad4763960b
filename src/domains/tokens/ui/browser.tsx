import { Written } from "../../../app/ui/notation/written.tsx";
import { BrowsedList } from "../../../app/ui/recipe/browsed-list.tsx";
import { useNotation } from "../../../app/ui/stage/family.tsx";
import type { BrowsedPageProps, DomainBrowser } from "../../ui/contract.ts";

/** A text longer than this has a line to itself. */
const LONG = 40;

export const tokens: DomainBrowser<"tokens"> = {
  pageSize: 60,
  Page,
};

function Page({ name, rows, labelName }: BrowsedPageProps<"tokens">) {
  const notation = useNotation();
  return (
    <BrowsedList name={name} coming={rows === null} className={notation ? "browse-notated" : ""}>
      {rows?.map(({ place, sample: { text, label } }) => (
        <li key={place} className={text.length > LONG && !notation ? "browse-long" : undefined}>
          <span>
            <Written text={text} notation={notation} />
          </span>
          {label ? <span className="quiet">{labelName(label)}</span> : null}
        </li>
      ))}
    </BrowsedList>
  );
}

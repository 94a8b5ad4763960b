import type { ReactNode } from "react";
import { Part } from "../../../app/ui/failure/part.tsx";
import { useT } from "../../../app/ui/i18n/i18n.ts";
import { NOTATIONS } from "../../../app/ui/notation/registry.ts";
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
  const t = useT();
  const notation = useNotation();
  const list = (shown: (text: string) => ReactNode) => (
    <BrowsedList name={name} coming={rows === null} className={notation ? "browse-notated" : ""}>
      {rows?.map(({ place, sample: { text, label } }) => (
        <li key={place} className={text.length > LONG && !notation ? "browse-long" : undefined}>
          <span>{shown(text)}</span>
          {label ? <span className="quiet">{labelName(label)}</span> : null}
        </li>
      ))}
    </BrowsedList>
  );
  const asText = list((text) => text);
  if (!notation) return asText;
  const { Small } = NOTATIONS[notation];
  // One for all of them: what is missing is missing once.
  return (
    <Part name={t("recipe.browse.name")} form="inline" coming={asText}>
      {list((text) => (
        <Small text={text} />
      ))}
    </Part>
  );
}

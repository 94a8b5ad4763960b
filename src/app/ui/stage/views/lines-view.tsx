import type { CSSProperties } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { LinesView as Data } from "../../../../schema/view.ts";
import { useT } from "../../i18n/i18n.ts";
import { Written } from "../../notation/written.tsx";
import { adopt } from "../../styles/adopt.ts";
import { useLabelName, useNotation } from "../family.tsx";
import picturesStyles from "../pictures/pictures.css?inline";
import { RoleLegend } from "./images-view.tsx";
import linesStyles from "./lines.css?inline";

adopt(picturesStyles, linesStyles);

const NO_ROLES: readonly Role[] = [];
/** A row of more texts is a way from one to another, which runs down the page. */
const NARROW = 2;

/** Short texts in rows that mean something: pairs, ways from one to another, or one by one. */
export default function LinesView({ data, name }: { readonly data: Data; readonly name: string }) {
  const t = useT();
  const labelName = useLabelName();
  const notation = useNotation();
  const { texts, columns, labels, roles = NO_ROLES } = data;
  const rows = Array.from({ length: Math.ceil(texts.length / columns) }, (_, row) => row * columns);
  const form = columns <= NARROW ? "rows" : "ways";
  return (
    <div className="pictures">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many rows scroll, and must do so without a mouse */}
      <section className="lines-scroll" tabIndex={0} aria-label={name}>
        <ul className={`lines lines-${form}`} style={{ "--columns": columns } as CSSProperties}>
          {rows.map((first) => (
            <li key={first} className="lines-row">
              {texts.slice(first, first + columns).map((text, i) => {
                const label = labels?.[first + i];
                return (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: a text is known by its place
                    key={i}
                    className="line"
                    data-role={roles[(first + i) % Math.max(1, roles.length)]}
                    title={text}
                  >
                    <span className="line-text">
                      {text.trim() === "" ? (
                        <span className="quiet">{t("stage.text.empty")}</span>
                      ) : (
                        <Written text={text} notation={notation} />
                      )}
                    </span>
                    {label ? <span className="sample-label">{labelName(label)}</span> : null}
                  </span>
                );
              })}
            </li>
          ))}
        </ul>
      </section>
      <div className="pictures-foot">
        <RoleLegend roles={roles} />
      </div>
    </div>
  );
}

import type { CSSProperties } from "react";
import type { BlanksView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { visibleCharacter } from "./visible-characters.ts";

/** A text with blanks: under each the characters that the model thinks likely, and how it would fill them all. */
export default function BlanksView({ data }: { readonly data: Data }) {
  const t = useT();
  const format = useFormat();
  const order = new Map(data.filling.map(({ place }, i) => [place, i + 1]));
  const filled = data.text.map(
    (character, place) => character ?? data.filling.find((each) => each.place === place)?.guess.token ?? "_",
  );
  let blank = -1;
  return (
    <div className="probabilities">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and must do so without a mouse */}
      <section className="probability-scroll" tabIndex={0} aria-label={t("stage.blanks.name")}>
        <ol className="probability-columns blanks">
          {data.text.map((character, place) => {
            if (character !== null) {
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place in the text alone
                <li key={place} className="blank-given">
                  {visibleCharacter(character)}
                </li>
              );
            }
            blank++;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={place} className="probability-column">
                <span className="probability-head blank-head" aria-hidden="true">
                  {visibleCharacter(filled[place] ?? "")}
                  <sub>{order.get(place)}</sub>
                </span>
                <ol aria-label={t("stage.blanks.blank", { place: format.number(place + 1) })}>
                  {(data.candidates[blank] ?? []).map(({ token, probability }) => (
                    <li key={token} className="probability" style={{ "--share": probability } as CSSProperties}>
                      <span className="probability-token">{visibleCharacter(token)}</span>
                      <span className="probability-value">{format.percent(probability)}</span>
                    </li>
                  ))}
                </ol>
              </li>
            );
          })}
        </ol>
      </section>
      <p className="blanks-filled">
        {data.filling.length === 0 ? (
          <span className="quiet">{t("stage.blanks.none")}</span>
        ) : (
          <>
            <strong>{filled.join("")}</strong> <span className="quiet">{t("stage.blanks.order")}</span>
          </>
        )}
      </p>
    </div>
  );
}

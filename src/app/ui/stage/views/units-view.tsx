import type { CSSProperties } from "react";
import { lookUp } from "../../../../core/lookUp.ts";
import type { UnitsView as Data } from "../../../../schema/view.ts";
import { filled } from "../../i18n/filled.ts";
import { useFormat, useLanguage } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import { unitWords } from "./unit-words.ts";
import unitsViewStyles from "./units-view.css?inline";
import { visibleCharacter } from "./visible-characters.ts";

adopt(unitsViewStyles);

const TWO_DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" } as const;

/** Units of a model, each with the property of the data that it follows most closely, and what it does. */
export default function UnitsView({ data }: { readonly data: Data }) {
  const format = useFormat();
  const words = unitWords[useLanguage()];
  if (data.units.length === 0) return <p className="quiet">{words.none}</p>;
  return (
    <ol className="units" aria-label={words.name}>
      {data.units.map(({ unit, property, strength, raises, lowers }) => {
        const name = filled(words.unit, { unit: format.number(unit + 1) });
        const what = lookUp(words.properties, property) ?? property;
        const shown = format.number(strength, TWO_DIGITS);
        return (
          <li
            key={unit}
            className="unit"
            aria-label={filled(words.follows, { unit: name, property: what, strength: shown })}
          >
            <span className="quiet tabular">{name}</span>
            <strong>{what}</strong>
            <span className="unit-bar" data-sign={strength < 0 ? "less" : "more"} aria-hidden="true">
              <i style={{ "--share": Math.abs(strength) } as CSSProperties} />
            </span>
            <span className="tabular">{shown}</span>
            {raises && lowers ? (
              <span className="unit-moves">
                <span className="quiet">{words.raises}</span> {raises.map(visibleCharacter).join(" ")}{" "}
                <span className="quiet">· {words.lowers}</span> {lowers.map(visibleCharacter).join(" ")}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

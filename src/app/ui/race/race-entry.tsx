import { Flag } from "lucide-react";
import { useId, useState } from "react";
import { fitValue } from "../../../catalog/fit.ts";
import { parametersOf } from "../../../catalog/parameters.ts";
import { isRaceable, MOST_LANES, rivalsOf, writeRace } from "../../../catalog/race.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { useShownValue } from "../i18n/words.ts";
import { typedValue } from "../recipe/stops.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import raceStyles from "./race.css?inline";
import { press } from "./start.ts";
import { SweepEntry } from "./sweep-entry.tsx";
import { RACE_WORDS } from "./words.ts";

adopt(raceStyles);

/** In the help of a control: its value against others of the same control, each in a lane of its own. */
export default function RaceEntry({ name, onStart }: { readonly name: string; readonly onStart: () => void }) {
  const language = useLanguage();
  const words = RACE_WORDS[language];
  const other = useId();
  const shown = useShownValue();
  const { setRace } = useActions();
  const config = useApp((state) => state.config);
  const parameter = parametersOf(config).get(name);
  const [own, ...rivals] = rivalsOf(config, name);
  const [ticked, setTicked] = useState<readonly ParameterValue[]>(() =>
    rivals.slice(0, parameter && "min" in parameter ? 2 : MOST_LANES - 1),
  );
  const [typed, setTyped] = useState("");
  if (!parameter || own === undefined || rivals.length === 0 || !isRaceable(config, name)) return null;

  const read = "min" in parameter && typed.trim() !== "" ? typedValue(typed, parameter) : null;
  const extra = read?.kind === "number" ? [fitValue(parameter, read.value, null).value] : [];
  const against = [...new Set([...rivals.filter((rival) => ticked.includes(rival)), ...extra])].filter(
    (rival) => rival !== own,
  );

  return (
    <>
      <fieldset className="race-entry">
        <legend>{words.entry}</legend>
        <div className="race-rivals">
          {rivals.map((rival) => (
            <label key={String(rival)}>
              <input
                type="checkbox"
                checked={ticked.includes(rival)}
                onChange={({ target }) =>
                  setTicked(target.checked ? [...ticked, rival] : ticked.filter((each) => each !== rival))
                }
              />
              <span className="tabular">{shown(name, rival)}</span>
            </label>
          ))}
        </div>
        {"min" in parameter ? (
          <div className="race-other">
            <label htmlFor={other}>{words.other}</label>
            <input
              id={other}
              className="field"
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </div>
        ) : null}
        {against.length >= MOST_LANES ? <p className="quiet">{words.tooMany}</p> : null}
        <Button
          small
          kind="primary"
          disabled={against.length === 0}
          onClick={() => {
            onStart();
            setRace(press(writeRace({ key: name, values: [own, ...against.slice(0, MOST_LANES - 1)], even: "steps" })));
          }}
        >
          <Flag size="1em" aria-hidden="true" />
          {words.start}
        </Button>
      </fieldset>
      <SweepEntry name={name} onStart={onStart} />
    </>
  );
}

import { Flag } from "lucide-react";
import { useId } from "react";
import { defaultConfig } from "../../../catalog/presets.ts";
import { readRace } from "../../../catalog/race.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { keyWords, presetWords, shownValue } from "../i18n/words.ts";
import { useActions } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import { colourOf, DASHES } from "./lane-style.ts";
import raceStyles from "./race.css?inline";
import { READY } from "./ready.ts";
import { press } from "./start.ts";
import { RACE_WORDS } from "./words.ts";

adopt(raceStyles);

/** Races that are ready to start, among the gallery's cards. */
export function RaceCards({ onClose }: { readonly onClose: () => void }) {
  const heading = useId();
  const language = useLanguage();
  const words = RACE_WORDS[language].ready5;
  const { choosePreset, change, setRace } = useActions();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>
        {words.title} <small className="gallery-hint">{words.hint}</small>
      </h3>
      <ul className="gallery-cards">
        {READY.map(({ id, preset, changes, race }) => {
          const config = defaultConfig(preset);
          const { race: read } = readRace(race, config);
          const { name, help } = words[id];
          return (
            <li key={id}>
              <button
                type="button"
                className="gallery-card race-card"
                onClick={() => {
                  onClose();
                  void choosePreset(preset);
                  for (const [key, value] of Object.entries(changes)) change(key, value);
                  setRace(press(race));
                }}
              >
                <span className="gallery-name">
                  <Flag size="1em" aria-hidden="true" /> {name}
                </span>
                <span className="gallery-help">{help}</span>
                <span className="race-card-lanes">
                  {read?.values.map((value, lane) => (
                    <span key={String(value)}>
                      <svg className="swatch" viewBox="0 0 18 6" aria-hidden="true">
                        <path d="M1 3H17" stroke={colourOf(lane)} strokeDasharray={DASHES[lane]} strokeWidth="2.25" />
                      </svg>
                      {shownValue(config, read.key, value, language)}
                    </span>
                  ))}
                </span>
                <span className="gallery-time">
                  {read ? keyWords(config, read.key, language).name : ""} · {presetWords(preset, language).name}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

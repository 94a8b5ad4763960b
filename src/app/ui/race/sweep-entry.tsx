import { Grid3x3 } from "lucide-react";
import { useId, useState } from "react";
import { parametersOf } from "../../../catalog/parameters.ts";
import { isRaceable } from "../../../catalog/race.ts";
import type { Axis } from "../../../catalog/sweep.ts";
import {
  MOST_CELLS,
  readSweep,
  STEP_COUNTS,
  USUAL_STEPS,
  valuesToSweep,
  writeSweep,
} from "../../../catalog/sweepLink.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { useKeyWords } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { Select } from "../shell/controls/select.tsx";
import { useActions, useApp } from "../store.ts";
import { press } from "./start.ts";
import { SWEEP_WORDS } from "./sweep-words.ts";

/** In the help of a control: many values of it, and of another one, each for a short run. */
export function SweepEntry({ name, onStart }: { readonly name: string; readonly onStart: () => void }) {
  const words = SWEEP_WORDS[useLanguage()];
  const format = useFormat();
  const keyWords = useKeyWords();
  const { setRace } = useActions();
  const config = useApp((state) => state.config);
  const [steps, setSteps] = useState<number>(USUAL_STEPS);
  const [second, setSecond] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const others = [...parametersOf(config).keys()].filter((key) => key !== name && isRaceable(config, key));
  const keys = [name, ...(second ? [second] : [])];
  const given = (key: string) => typed[key] ?? valuesToSweep(config, key).join(", ");
  const text = writeSweep({ steps, axes: keys.map((key): Axis => ({ key, values: valuesIn(given(key)) })) });
  const { sweep } = readSweep(text, config);
  const asked = keys.reduce((product, key) => product * valuesIn(given(key)).length, 1);
  const count = sweep?.axes.reduce((product, { values }) => product * values.length, 1) ?? 0;
  const isNumber = (key: string) => "min" in (parametersOf(config).get(key) ?? {});
  return (
    <details className="sweep-entry">
      <summary>{words.entry}</summary>
      <Values
        key={name}
        {...{ value: given(name), shown: isNumber(name) }}
        onChange={(value) => setTyped({ ...typed, [name]: value })}
      />
      <div className="race-other">
        <span aria-hidden="true">{words.second}</span>
        <Select
          label={words.second}
          value={second}
          options={[
            { value: "", name: words.none },
            ...others.map((key) => ({ value: key, name: keyWords(key).name })),
          ]}
          onChange={setSecond}
        />
      </div>
      {second ? (
        <Values
          key={second}
          {...{ value: given(second), shown: isNumber(second) }}
          onChange={(value) => setTyped({ ...typed, [second]: value })}
        />
      ) : null}
      <div className="race-other">
        <span aria-hidden="true">{words.steps}</span>
        <Select
          label={words.steps}
          value={String(steps)}
          options={STEP_COUNTS.map((each) => ({ value: String(each), name: format.number(each) }))}
          onChange={(value) => setSteps(Number(value))}
        />
      </div>
      {count < 2 ? <p className="quiet">{words.tooFew}</p> : null}
      {asked > MOST_CELLS ? <p className="quiet">{filled(words.tooMany, { count: asked, most: MOST_CELLS })}</p> : null}
      <Button
        small
        kind="primary"
        disabled={count < 2}
        onClick={() => {
          if (!sweep) return;
          onStart();
          setRace(press(writeSweep(sweep)));
        }}
      >
        <Grid3x3 size="1em" aria-hidden="true" />
        {filled(words.start, { count })}
      </Button>
    </details>
  );
}

const valuesIn = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,，、;；]+/).filter((part) => part !== "")),
];

interface ValuesProps {
  readonly value: string;
  /** Choices are all taken. */
  readonly shown: boolean;
  readonly onChange: (value: string) => void;
}

function Values({ value, shown, onChange }: ValuesProps) {
  const words = SWEEP_WORDS[useLanguage()];
  const id = useId();
  if (!shown) return null;
  return (
    <div className="sweep-values">
      <label htmlFor={id}>{words.values}</label>
      <input
        id={id}
        className="field"
        type="text"
        inputMode="text"
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

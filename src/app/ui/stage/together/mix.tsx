import { Equal, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { type Geometry, mixture } from "../../../../core/codes.ts";
import { Button } from "../../shell/controls/button.tsx";
import { Slider } from "../../shell/controls/slider.tsx";
import { letterOf } from "./crowd.tsx";
import type { Person } from "./people.ts";
import { PlayButton, readingOf, Sample } from "./sample.tsx";
import { type Answer, useDecoded } from "./use-decoded.ts";
import { useTogetherWords } from "./use-words.ts";

const WEIGHTS = Array.from({ length: 41 }, (_, i) => i / 20 - 1);

interface MixProps {
  readonly view: string;
  readonly picked: readonly Person[];
  readonly answer: Answer<readonly Person[]> | null;
  readonly geometry: Geometry;
  readonly onKeep: (person: Omit<Person, "id">) => void;
}

/** A sum of the picked samples: blended, added, taken away. */
export function Mix({ view, picked, answer, geometry, onKeep }: MixProps) {
  const { words, fill, percent } = useTogetherWords();
  const [chosen, setChosen] = useState<Readonly<Record<number, number>>>({});
  // A sample that was never touched has an even share.
  const weights = useMemo(() => picked.map(({ id }) => chosen[id] ?? 1 / picked.length), [picked, chosen]);
  const made = useMemo(() => {
    if (picked.length < 2) return [];
    const code = mixture(
      picked.map((person) => person.code),
      weights,
      geometry,
    );
    const most = weights.reduce((best, weight, i) => (weight > (weights[best] as number) ? i : best), 0);
    const label = picked[most]?.label;
    return [{ code, ...(label === undefined ? {} : { label }) }];
  }, [picked, weights, geometry]);
  const result = useDecoded(view, made);
  if (picked.length < 2) return <p className="quiet together-hint">{words.mix.hint}</p>;
  const set = (next: readonly number[]) => setChosen(Object.fromEntries(picked.map(({ id }, i) => [id, next[i] ?? 0])));
  const signs = picked.map((_, i) => (i % 2 === 1 ? -1 : 1));
  const terms = picked.map((_, i) => `${i === 0 ? "" : i % 2 === 1 ? " − " : " + "}${letterOf(i)}`).join("");
  const shown = result?.view.shown;
  const [one] = made;
  return (
    <div className="together-mix">
      <ul className="together-terms">
        {picked.map((person, i) => {
          const index = answer?.of.findIndex(({ id }) => id === person.id) ?? -1;
          const weight = weights[i] as number;
          return (
            <li key={person.id} data-sign={weight < 0 ? "minus" : undefined}>
              <span className="together-letter" aria-hidden="true">
                {letterOf(i)}
              </span>
              <span className="together-frame" aria-hidden="true">
                {answer && index >= 0 ? <Sample view={answer.view.shown} index={index} /> : null}
              </span>
              <Slider
                label={fill(words.mix.share, { name: letterOf(i) })}
                stops={WEIGHTS}
                value={weight}
                valueText={percent}
                onDraft={(next) => next !== null && set(weights.map((old, j) => (i === j ? next : old)))}
                onChange={(next) => set(weights.map((old, j) => (i === j ? next : old)))}
              />
              <output className="tabular">{percent(weight)}</output>
            </li>
          );
        })}
      </ul>
      <Equal className="together-equal" aria-hidden="true" />
      <div className="together-result">
        <div
          className="together-large"
          role="img"
          aria-label={[words.mix.made, readingOf(shown, 0)].filter(Boolean).join(", ")}
        >
          {shown ? <Sample view={shown} index={0} /> : <span className="quiet">{words.working}</span>}
        </div>
      </div>
      <div className="together-tools">
        <Button small onClick={() => setChosen({})}>
          {words.mix.blend}
        </Button>
        <Button small onClick={() => set(signs)}>
          {terms}
        </Button>
        {shown ? <PlayButton view={shown} index={0} label={words.mix.made} /> : null}
        <Button small kind="primary" disabled={!one} onClick={() => one && onKeep(one)}>
          <Plus size="1.05em" aria-hidden="true" /> {words.keep}
        </Button>
      </div>
    </div>
  );
}

import { Database, Dices } from "lucide-react";
import { useState } from "react";
import type { CodesSource } from "../../../../schema/codes.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Button } from "../../shell/controls/button.tsx";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { useSteadyApp } from "../../store.ts";
import { adopt } from "../../styles/adopt.ts";
import { Breed } from "./breed.tsx";
import { Complete } from "./complete.tsx";
import { Crowd, type Marks } from "./crowd.tsx";
import { Mix } from "./mix.tsx";
import { Drawing, Typing } from "./own.tsx";
import togetherStyles from "./together.css?inline";
import { useDecoded } from "./use-decoded.ts";
import { usePeople } from "./use-people.ts";
import { useTogetherWords } from "./use-words.ts";
import { Walk } from "./walk.tsx";

adopt(togetherStyles);

interface TogetherViewProps {
  readonly view: string;
  /** Where codes may come from, beside chance; see `ViewSpec`. */
  readonly from: readonly CodesSource[] | undefined;
}

const MARKS: Readonly<Record<string, Marks>> = { walk: "turns", mix: "letters" };
/** What any samples of codes can be; what a family can do beside that has the name of where its codes come from. */
const ALWAYS = ["breed", "walk", "mix"] as const;
const SOME = ["drawing", "text", "part"] as const;
type Mode = (typeof ALWAYS | typeof SOME)[number];

/** Samples that a person picks, breeds, walks between and mixes. */
export default function TogetherView({ view, from = [] }: TogetherViewProps) {
  const t = useT();
  const format = useFormat();
  const { words, fill } = useTogetherWords();
  const step = useSteadyApp((state) => state.step);
  const [mode, setMode] = useState<Mode>("breed");
  const { people, everyone, start, breed, back, pick, keep, strength, setStrength, picked } = usePeople(view);
  const answer = useDecoded(view, everyone);
  const modes = [...ALWAYS, ...SOME.filter((source) => from.includes(source))];
  const { generation, seed } = people ?? { generation: 1, seed: 0 };
  const crowd = { answer, picked: people?.picked ?? [], marks: MARKS[mode] ?? "hearts", onPick: pick };
  return (
    <div className="model-view together">
      <div className="model-view-head quiet">
        <p>{words.intro}</p>
        <span className="tabular">{answer ? t("stage.typed.step", { step: format.number(step) }) : "\u00a0"}</span>
      </div>
      <div className="model-view-body together-body">
        <div className="together-head">
          <h3>{fill(words.generation, { number: generation })}</h3>
          <span className="quiet tabular">{fill(words.seed, { seed })}</span>
          <Button small onClick={() => start("chance")}>
            <Dices size="1.05em" aria-hidden="true" /> {words.fresh}
          </Button>
          {from.includes("data") ? (
            <Button small title={words.realHint} onClick={() => start("data")}>
              <Database size="1.05em" aria-hidden="true" /> {words.real}
            </Button>
          ) : null}
          {people && people.parents.length > 0 ? (
            <div className="together-parents">
              <span className="quiet">{words.parents}</span>
              <Crowd people={people.parents} name={words.parents} small {...crowd} />
            </div>
          ) : null}
        </div>
        {people ? (
          <Crowd people={people.all} name={words.people} {...crowd} />
        ) : (
          <p className="stage-waiting quiet">{t("stage.preparing")}</p>
        )}
        <section className="together-bench" aria-label={words.ways}>
          <Segmented
            label={words.ways}
            segments={modes.map((value) => ({ value, name: words.mode[value] }))}
            value={mode}
            onChange={setMode}
          />
          {mode === "breed" ? (
            <Breed
              picked={picked.length}
              strength={strength}
              onStrength={setStrength}
              onBreed={breed}
              onBack={back ?? undefined}
            />
          ) : mode === "walk" ? (
            <Walk view={view} picked={picked} geometry={people?.geometry ?? "straight"} onKeep={keep} />
          ) : mode === "drawing" ? (
            <Drawing view={view} onKeep={keep} />
          ) : mode === "text" ? (
            <Typing view={view} onKeep={keep} />
          ) : mode === "part" ? (
            <Complete view={view} />
          ) : (
            <Mix view={view} picked={picked} answer={answer} geometry={people?.geometry ?? "straight"} onKeep={keep} />
          )}
        </section>
      </div>
    </div>
  );
}

import { Dices, ImageIcon, Sparkles, Square } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { chosen } from "../../../../catalog/parameters.ts";
import type { CodesQuery } from "../../../../schema/codes.ts";
import { Button } from "../../shell/controls/button.tsx";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { useActions, useApp } from "../../store.ts";
import { ofTheRun, useLabelName } from "../family.tsx";
import { COLOURS, type Colour, PenColours } from "../pad.tsx";
import { HOLES, holed, inkOf } from "./holes.ts";
import { type Holed, RubPad } from "./rub-pad.tsx";
import { Sample } from "./sample.tsx";
import { useCodes } from "./use-decoded.ts";
import { useTogetherWords } from "./use-words.ts";

/** Endings that are made at once, and how quick they must be to come by themselves when the hand rests. */
const COUNT = 6;
const QUICK_MS = 1500;
const REST_MS = 250;

type Asked = Extract<CodesQuery, { from: "part" }>;
const itself = (asked: Asked): CodesQuery => asked;

/** A picture with holes, and what the model fills them with. */
export function Complete({ view }: { readonly view: string }) {
  const { words, fill } = useTogetherWords();
  const labelName = useLabelName();
  const facts = useApp((state) => state.facts);
  const traits = useApp((state) => chosen(ofTheRun(state)).domain);
  const [picture, setPicture] = useState<Holed | null>(null);
  const [ground, setGround] = useState(0);
  const [tool, setTool] = useState<"eraser" | "brush">("eraser");
  const [colour, setColour] = useState<Colour>("black");
  const [asked, setAsked] = useState<Asked | null>(null);
  const another = useHeldOut((values) => {
    setGround(values[0] ?? 0);
    setPicture(holed(values, shape, "lower"));
    setTool("eraser");
  });
  const shape = (facts ? traits.shape(facts.domain) : [1, 1, 1]) as [number, number, 1 | 3];
  const answer = useCodes(view, asked, itself);
  const quick = answer !== null && answer.ms < QUICK_MS;
  const ask = useCallback((holes: Holed, seed: number) => setAsked({ from: "part", ...holes, seed, count: COUNT }), []);
  // Whoever rubs sees at once what it comes to, where the model is quick.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is another question
  useEffect(() => {
    if (!picture || !asked || !quick || asked.known === picture.known) return;
    const rest = setTimeout(() => ask(picture, asked.seed), REST_MS);
    return () => clearTimeout(rest);
  }, [picture]);
  if (!facts || !picture) return null;
  const ink = shape[2] === 3 ? inkOf(COLOURS[colour]) : [ground < 0.5 ? 1 : 0];
  return (
    <div className="together-own">
      <p className="quiet">{words.part.hint}</p>
      <div className="together-holed">
        <RubPad shape={shape} picture={picture} tool={tool === "eraser" ? "eraser" : ink} onChange={setPicture} />
        <p className="quiet">{words.part.padHint}</p>
      </div>
      <div className="together-holes">
        <Segmented
          label={words.part.tool}
          segments={(["eraser", "brush"] as const).map((value) => ({ value, name: words.part[value] }))}
          value={tool}
          onChange={setTool}
        />
        {tool === "brush" && shape[2] === 3 ? <PenColours value={colour} onChange={setColour} /> : null}
        <fieldset className="together-tools">
          <legend className="visually-hidden">{words.part.holes}</legend>
          {HOLES.map((hole) => (
            <Button key={hole} small onClick={() => setPicture(holed(picture.values, shape, hole))}>
              {words.part.hole[hole]}
            </Button>
          ))}
        </fieldset>
        <div className="together-tools">
          <Button small onClick={() => void another()}>
            <ImageIcon size="1.05em" aria-hidden="true" /> {words.part.picture}
          </Button>
          <Button
            small
            onClick={() => {
              setPicture({
                values: new Float32Array(picture.values.length).fill(ground),
                known: new Uint8Array(picture.known.length),
              });
              setTool("brush");
            }}
          >
            <Square size="1.05em" aria-hidden="true" /> {words.part.empty}
          </Button>
        </div>
        <div className="together-tools">
          <Button kind="primary" onClick={() => ask(picture, asked?.seed ?? 0)}>
            <Sparkles size="1.05em" aria-hidden="true" /> {words.part.go}
          </Button>
          <Button disabled={!asked} onClick={() => asked && ask(picture, asked.seed + 1)}>
            <Dices size="1.05em" aria-hidden="true" /> {words.part.again}
          </Button>
          {asked ? <span className="quiet tabular">{fill(words.seed, { seed: asked.seed })}</span> : null}
        </div>
      </div>
      <section className="together-endings" aria-label={words.part.made} aria-busy={asked !== answer?.of}>
        {answer ? (
          <ol>
            {Array.from({ length: COUNT }, (_, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: an ending is known by its place
                key={index}
                aria-label={fill(words.one, { index: index + 1 })}
              >
                <span className="together-frame">
                  <Sample view={answer.view.shown} index={index} />
                </span>
                {answer.view.labels ? (
                  <span className="together-label">{labelName(answer.view.labels[index] ?? "")}</span>
                ) : null}
              </li>
            ))}
          </ol>
        ) : asked ? (
          <p className="quiet">{words.working}</p>
        ) : null}
      </section>
    </div>
  );
}

/** Held-out pictures, one after the other; the first comes by itself. */
function useHeldOut(show: (values: Float32Array) => void): () => Promise<void> {
  const { browse } = useActions();
  const [next, setNext] = useState(0);
  const another = async () => {
    const { total, samples } = await browse({ part: "validation", offset: next, count: 1 });
    const [sample] = samples;
    // Far apart, so that not all are of one kind.
    setNext((next + 37) % Math.max(1, total));
    if (sample && "pixels" in sample) show(sample.pixels);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => void another(), []);
  return another;
}

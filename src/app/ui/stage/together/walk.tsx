import { Footprints, Pause, Plus } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { type Geometry, walkThrough } from "../../../../core/codes.ts";
import { Button } from "../../shell/controls/button.tsx";
import { Slider } from "../../shell/controls/slider.tsx";
import { playSound } from "../../sound/played.ts";
import type { Person } from "./people.ts";
import { PlayButton, readingOf, Sample } from "./sample.tsx";
import { useDecoded } from "./use-decoded.ts";
import { useTogetherWords } from "./use-words.ts";

/** Stops of the whole walk: many where the model is quick, so that it is smooth. */
const STOPS = { coarse: 9, fine: 33 };
const QUICK_MS = 400;
/** Thumbnails below. */
const SHOWN = 9;
const PACE_MS = { coarse: 450, fine: 110 };
/** A sound must be over before the next. */
const SOUND_MS = 900;

interface WalkProps {
  readonly view: string;
  readonly picked: readonly Person[];
  readonly geometry: Geometry;
  readonly onKeep: (person: Omit<Person, "id">) => void;
}

/** From one picked sample through the next, in even steps. */
export function Walk({ view, picked, geometry, onKeep }: WalkProps) {
  const { words, fill } = useTogetherWords();
  const [fine, setFine] = useState(false);
  const [share, setShare] = useState(0.5);
  const [walking, setWalking] = useState(false);
  const enough = picked.length > 1;
  const stops = useMemo(
    () =>
      enough
        ? walkThrough(
            picked.map(({ code }) => code),
            fine ? STOPS.fine : STOPS.coarse,
            geometry,
          ).map(({ code, nearest }) => {
            const label = picked[nearest]?.label;
            return { code, ...(label === undefined ? {} : { label }) };
          })
        : [],
    [picked, enough, fine, geometry],
  );
  const answer = useDecoded(view, stops);
  if (answer && !fine && answer.of.length > 0 && answer.ms < QUICK_MS) setFine(true);
  const count = answer?.of.length ?? 0;
  const at = Math.round(share * Math.max(0, count - 1));
  const shown = answer?.view.shown;
  const sounds = shown?.kind === "waves";
  useWalking(walking && count > 1, sounds ? SOUND_MS : fine ? PACE_MS.fine : PACE_MS.coarse, count, setShare);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard at each stop, not whenever the model has learned
  useEffect(() => {
    if (walking && shown?.kind === "waves") playSound(shown, at);
  }, [walking, at]);
  if (!enough) return <p className="quiet together-hint">{words.walk.hint}</p>;
  const stop = (index: number) => fill(words.walk.stop, { index: index + 1, count });
  const thumbs = Array.from({ length: Math.min(SHOWN, count) }, (_, i) =>
    Math.round((i * (count - 1)) / Math.max(1, Math.min(SHOWN, count) - 1)),
  );
  const here = answer?.of[at];
  return (
    <div className="together-walk">
      <div
        className="together-large"
        role="img"
        aria-label={[stop(at), readingOf(shown, at)].filter(Boolean).join(", ")}
      >
        {shown ? <Sample view={shown} index={at} /> : <span className="quiet">{words.working}</span>}
      </div>
      <div className="together-way">
        <ol className="together-stops" aria-label={words.walk.stops} data-kind={shown?.kind}>
          {thumbs.map((index) => (
            <li key={index} data-here={index === at || undefined}>
              <button
                type="button"
                className="together-frame"
                aria-label={[stop(index), readingOf(shown, index)].filter(Boolean).join(", ")}
                onClick={() => {
                  setWalking(false);
                  setShare(index / Math.max(1, count - 1));
                  if (shown?.kind === "waves") playSound(shown, index);
                }}
              >
                {shown ? <Sample view={shown} index={index} /> : null}
              </button>
            </li>
          ))}
        </ol>
        <Slider
          label={words.walk.place}
          stops={Array.from({ length: Math.max(2, count) }, (_, i) => i)}
          value={at}
          valueText={(index) => stop(index)}
          onDraft={(index) => {
            if (index === null) return;
            setWalking(false);
            setShare(index / Math.max(1, count - 1));
          }}
          onChange={(index) => setShare(index / Math.max(1, count - 1))}
        />
        <div className="together-tools">
          <Button kind="primary" disabled={count < 2} aria-pressed={walking} onClick={() => setWalking(!walking)}>
            {walking ? <Pause size="1.05em" aria-hidden="true" /> : <Footprints size="1.05em" aria-hidden="true" />}
            {walking ? words.walk.pause : words.walk.play}
          </Button>
          {shown ? <PlayButton view={shown} index={at} label={fill(words.play, { index: at + 1 })} /> : null}
          <Button disabled={!here} onClick={() => here && onKeep(here)}>
            <Plus size="1.05em" aria-hidden="true" /> {words.keep}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** To and fro, a stop at a time. */
function useWalking(on: boolean, paceMs: number, count: number, move: (change: (share: number) => number) => void) {
  useEffect(() => {
    if (!on) return;
    let forth = true;
    const timer = setInterval(() => {
      move((share) => {
        if (share >= 1) forth = false;
        else if (share <= 0) forth = true;
        return Math.min(1, Math.max(0, share + (forth ? 1 : -1) / (count - 1)));
      });
    }, paceMs);
    return () => clearInterval(timer);
  }, [on, paceMs, count, move]);
}

import { useEffect, useId, useMemo, useRef, useState } from "react";
import { encode } from "uqr";
import { section } from "../../../catalog/config.ts";
import type { Moment } from "../../storage/entry.ts";
import { saveFile } from "../charts/save.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Switch } from "../shell/controls/switch.tsx";
import { recipeName } from "../shell/recipe-name.ts";
import { isPaintable } from "../stage/pictures/paint-samples.ts";
import { useColours } from "../stage/use-colours.ts";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import cardStyles from "./card.css?inline";
import { gifOf, pngOf } from "./make-files.ts";
import { type Card, type CardSize, paintCard } from "./paint-card.ts";
import { cardWords } from "./words.ts";

adopt(cardStyles);

const SIZE: CardSize = { width: 1200, height: 800 };
const GIF: CardSize = { width: 600, height: 450 };
const MOST_FRAMES = 40;
const [FRAME_MS, LAST_MS] = [220, 2200];
/** Longer links make codes that no camera reads from a picture of this size. */
const QR_BYTES = 600;

/** The newest samples as a picture to keep or to show, and how they came to be as a loop. */
export default function ResultCard() {
  const words = cardWords[useLanguage()];
  const id = useId();
  const [withCaption, setWithCaption] = useState(true);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { cards, name, origin } = useCards(withCaption ? words.caption : "");
  const card = cards.at(-1);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context && card) paintCard(context, SIZE, card);
  }, [card]);
  if (!card) return <p className="quiet">{words.none}</p>;
  return (
    <section className="result" aria-label={words.title}>
      <h3>{words.title}</h3>
      <canvas
        ref={canvas}
        {...SIZE}
        role="img"
        aria-label={filled(words.alt, { title: card.title, about: card.about })}
      />
      <div className="switch-row">
        <label htmlFor={id}>{words.withCaption}</label>
        <Switch id={id} checked={withCaption} onChange={setWithCaption} />
      </div>
      <div className="button-row">
        <Button
          onClick={() =>
            void (canvas.current && pngOf(canvas.current, origin).then((file) => file && saveFile(`${name}.png`, file)))
          }
        >
          {words.png}
        </Button>
        <SaveGif cards={cards} name={name} origin={origin} />
      </div>
    </section>
  );
}

/** A card for every moment that was logged, the newest last, and what their files are called and say. */
function useCards(caption: string) {
  const language = useLanguage();
  const words = cardWords[language];
  const format = useFormat();
  const colours = useColours();
  const { link } = useActions();
  const timeline = useApp((state) => state.timeline);
  const newest = useApp((state) => state.samples);
  const series = useApp((state) => state.series);
  const config = useApp((state) => state.applied ?? state.config);
  const preset = useApp((state) => state.preset);
  return useMemo(() => {
    const title = recipeName(config, preset, language);
    const address = link();
    const fits = new TextEncoder().encode(address).length <= QR_BYTES;
    const qr = fits ? encode(address, { ecc: "L", border: 0 }).data : null;
    const about = ({ step }: Moment) => {
      const loss = series.valueAt("loss", step);
      const said = { step: format.number(step), loss: loss === null ? "" : format.value(loss, 3) };
      return filled(loss === null ? words.aboutStep : words.about, said);
    };
    const past = timeline.filter(({ step }) => newest === null || step < newest.step);
    const shown = [...past, ...(newest ? [newest] : [])].filter(({ view }) => isPaintable(view));
    const cards = shown.map(
      (moment): Card => ({ title, about: about(moment), caption, view: moment.view, colours, qr }),
    );
    const { set, family } = { ...section(config, "data"), ...section(config, "model") };
    const name = `inkling-${set}-${family}-${shown.at(-1)?.step ?? 0}`;
    return { cards, name, origin: { model: `${title} (${family}, ${set})`, link: address } };
  }, [timeline, newest, series, config, preset, language, colours, link, format, words, caption]);
}

type SaveGifProps = Pick<ReturnType<typeof useCards>, "cards" | "name" | "origin">;

function SaveGif({ cards, name, origin }: SaveGifProps) {
  const words = cardWords[useLanguage()];
  const format = useFormat();
  const [said, setSaid] = useState("");
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  async function make(): Promise<void> {
    work.current?.abort();
    const mine = new AbortController();
    work.current = mine;
    const tell = (done: number) => setSaid(filled(words.making, { percent: format.percent(done, 0) }));
    tell(0);
    try {
      const frames = spread(cards, MOST_FRAMES).map((card) => ({ ...card, qr: null }));
      const file = await gifOf({ size: GIF, frames, frameMs: FRAME_MS, lastMs: LAST_MS, origin }, tell, mine.signal);
      saveFile(`${name}.gif`, file);
      setSaid("");
    } catch {
      if (!mine.signal.aborted) setSaid(words.failed);
    }
  }

  return (
    <>
      <Button onClick={() => void make()} disabled={cards.length < 2}>
        {words.gif}
      </Button>
      <span role="status" className="quiet tabular">
        {said}
      </span>
    </>
  );
}

/** At most so many of them, evenly, the first and the last among them. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))] as T);
}

import { type CSSProperties, type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import type { AttentionView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { Canvas, type Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { paintMatrix } from "../paint.ts";
import { useColours } from "../use-colours.ts";
import { type Chosen, habitOf, looksOf, numbersUpTo, weightAt } from "./attention-weights.ts";
import { visibleCharacter } from "./visible-characters.ts";

const ALL = "all";
/** As many as are said of a character, of those that get at least so much of its look. */
const SAID = 4;
const LEAST_SAID = 0.05;

/** Where each character of a text looks, head by head: point at one, or walk with the arrow keys, and what it sees lights up. */
export default function AttentionView({ data }: { readonly data: Data }) {
  const t = useT();
  const [chosen, setChosen] = useState<Chosen>({ layer: null, head: null });
  const [at, setAt] = useState<number | null>(null);
  const T = data.text.length;
  // The last one is what the next character is guessed from.
  const from = Math.min(at ?? T - 1, T - 1);
  const layer = chosen.layer !== null && chosen.layer < data.layers ? chosen.layer : null;
  const head = chosen.head !== null && chosen.head < data.heads ? chosen.head : null;
  const now = useMemo((): Chosen => ({ layer, head }), [layer, head]);
  const choice = (count: number) => [
    { value: ALL, name: t("stage.attention.all") },
    ...numbersUpTo(count).map((number) => ({ value: String(number), name: String(number + 1) })),
  ];
  const read = (value: string) => (value === ALL ? null : Number(value));
  return (
    <div className="attention">
      <div className="attention-choice">
        <span className="quiet" aria-hidden="true">
          {t("stage.attention.layer")}
        </span>
        <Segmented
          label={t("stage.attention.layer")}
          segments={choice(data.layers)}
          value={layer === null ? ALL : String(layer)}
          onChange={(value) => setChosen({ ...now, layer: read(value) })}
        />
        <span className="quiet attention-second" aria-hidden="true">
          {t("stage.attention.head")}
        </span>
        <Segmented
          label={t("stage.attention.head")}
          segments={choice(data.heads)}
          value={head === null ? ALL : String(head)}
          onChange={(value) => setChosen({ ...now, head: read(value) })}
        />
      </div>
      <LinesOfSight data={data} chosen={now} from={from} onFrom={setAt} />
      <HeadMaps data={data} chosen={now} from={from} onChosen={setChosen} />
    </div>
  );
}

interface LinesProps {
  readonly data: Data;
  readonly chosen: Chosen;
  readonly from: number;
  readonly onFrom: (place: number) => void;
}

/** The text: under each character a bar for each head that looks at it from the character that is pointed at. */
function LinesOfSight({ data, chosen, from, onFrom }: LinesProps) {
  const t = useT();
  const format = useFormat();
  const list = useRef<HTMLOListElement>(null);
  const heads = chosen.head === null ? numbersUpTo(data.heads) : [chosen.head];
  const looks = useMemo(
    () => numbersUpTo(data.heads).map((head) => looksOf(data, head, chosen, from)),
    [data, chosen, from],
  );
  const mean = data.text.map((_, to) => heads.reduce((sum, head) => sum + (looks[head]?.[to] ?? 0), 0) / heads.length);
  const name = (place: number) =>
    place === 0
      ? t("stage.attention.start")
      : t("stage.attention.character", {
          character: visibleCharacter(data.text[place] ?? ""),
          place: format.number(place),
        });
  const said = [...mean.keys()]
    .filter((place) => (mean[place] as number) >= LEAST_SAID)
    .sort((a, b) => (mean[b] as number) - (mean[a] as number))
    .slice(0, SAID)
    .map(
      (place) =>
        `${place === from ? t("stage.attention.itself") : name(place)} ${format.percent(mean[place] as number)}`,
    );
  const elsewhere = 1 - mean.reduce((sum, weight) => sum + weight, 0);
  if (elsewhere > LEAST_SAID) said.push(`${t("stage.attention.elsewhere")} ${format.percent(elsewhere)}`);

  function walk(event: KeyboardEvent<HTMLOListElement>): void {
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: data.text.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= data.text.length) return;
    event.preventDefault();
    onFrom(to);
    list.current?.querySelectorAll("button")[to]?.focus();
  }

  return (
    <>
      <ol className="attention-text" ref={list} aria-label={t("stage.attention.name")} onKeyDown={walk}>
        {data.text.map((character, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place in the text alone
          <li key={place}>
            <button
              type="button"
              className="attention-character"
              tabIndex={place === from ? 0 : -1}
              aria-label={name(place)}
              aria-pressed={place === from}
              style={{ "--look": mean[place] } as CSSProperties}
              onPointerEnter={() => onFrom(place)}
              onFocus={() => onFrom(place)}
              onClick={() => onFrom(place)}
            >
              <span>{place === 0 ? "⊢" : visibleCharacter(character)}</span>
              <span className="attention-bars" aria-hidden="true">
                {heads.map((head) => (
                  <i
                    key={head}
                    style={
                      { "--share": looks[head]?.[place] ?? 0, "--head": `var(--head-${head + 1})` } as CSSProperties
                    }
                  />
                ))}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <output className="attention-said tabular">
        {t("stage.attention.looks", { name: name(from), looks: said.join(t("stage.attention.comma")) })}
      </output>
    </>
  );
}

interface MapsProps {
  readonly data: Data;
  readonly chosen: Chosen;
  readonly from: number;
  readonly onChosen: (chosen: Chosen) => void;
}

/** Every head as a small map, rows look at columns, with what it is in the habit of; a press looks through that one alone. */
function HeadMaps({ data, chosen, from, onChosen }: MapsProps) {
  const t = useT();
  const format = useFormat();
  return (
    <ul
      className="attention-maps"
      style={{ "--columns": data.heads } as CSSProperties}
      aria-label={t("stage.attention.maps")}
    >
      {numbersUpTo(data.layers).flatMap((layer) =>
        numbersUpTo(data.heads).map((head) => {
          const { habit, share } = habitOf(data, layer, head);
          const alone = chosen.layer === layer && chosen.head === head;
          const shown = (chosen.layer ?? layer) === layer && (chosen.head ?? head) === head;
          const [place, does] = [
            t("stage.attention.place", { layer: format.number(layer + 1), head: format.number(head + 1) }),
            t(`stage.attention.habits.${habit}`, { share: format.percent(share) }),
          ];
          return (
            <li key={`${layer} ${head}`}>
              <button
                type="button"
                className="attention-map"
                data-shown={shown || undefined}
                aria-pressed={alone}
                aria-label={`${place}: ${does}`}
                style={{ "--head": `var(--head-${head + 1})` } as CSSProperties}
                onClick={() => onChosen(alone ? { layer: null, head: null } : { layer, head })}
              >
                <HeadMap data={data} layer={layer} head={head} from={from} />
                <b>{place}</b>
                <small>{does}</small>
              </button>
            </li>
          );
        }),
      )}
    </ul>
  );
}

function HeadMap({
  data,
  layer,
  head,
  from,
}: {
  readonly data: Data;
  readonly layer: number;
  readonly head: number;
  readonly from: number;
}) {
  const { heads } = useColours();
  const colour = heads[head % heads.length];
  const paint = useCallback(
    (pen: Pen) => {
      if (!colour) return;
      const { context, width, height, colours } = pen;
      const T = data.text.length;
      const at = (row: number, column: number) => weightAt(data, layer, head, row, column);
      const scale = { ground: colours.ground, positive: colour, negative: colour, range: 1, mixing: "root" } as const;
      paintMatrix(pen, { rows: T, columns: T, at }, scale);
      context.strokeStyle = css(colours.ink, 0.7);
      context.strokeRect(0.5, (from * height) / T + 0.5, width - 1, Math.max(1, height / T - 1));
    },
    [data, layer, head, from, colour],
  );
  return <Canvas paint={paint} className="attention-canvas" aria-hidden="true" />;
}

import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { CausalFieldView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { useSize } from "../use-size.ts";
import { seenFrom } from "./causal-field.ts";
import { visibleCharacter } from "./visible-characters.ts";

/** As many characters as are said of, the most important first. */
const SAID = 4;

/** What each prediction hangs on, layer by layer: point at a character, or walk with the arrow keys, and its field lights up. */
export default function CausalFieldView({ data }: { readonly data: Data }) {
  const t = useT();
  const format = useFormat();
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const T = data.text.length;
  const of = Math.min(at ?? T - 1, T - 1);
  const seen = useMemo(() => seenFrom(data, of), [data, of]);
  const characters = seen.filter(({ level }) => level === 0);
  const share = new Map(characters.map((each) => [each.place, each.share]));
  const name = (place: number) =>
    place === 0
      ? t("stage.attention.start")
      : t("stage.attention.character", {
          character: visibleCharacter(data.text[place] ?? ""),
          place: format.number(place),
        });
  const total = characters.reduce((sum, each) => sum + each.share, 0) || 1;
  const said = [...characters]
    .sort((a, b) => b.share - a.share)
    .slice(0, SAID)
    .map((each) => `${name(each.place)} ${format.percent(each.share / total)}`);
  const farthest = characters.length === 0 ? of : Math.min(...characters.map(({ place }) => place));

  function walk(event: KeyboardEvent<HTMLOListElement>): void {
    const to = { ArrowLeft: of - 1, ArrowRight: of + 1, Home: 0, End: T - 1 }[event.key];
    if (to === undefined || to < 0 || to >= T) return;
    event.preventDefault();
    setAt(to);
    list.current?.querySelectorAll("button")[to]?.focus();
  }

  return (
    <div className="causal-field">
      <div className="causal-scroll" style={{ "--places": T } as CSSProperties}>
        <Layers data={data} of={of} />
        <ol className="causal-text" ref={list} aria-label={t("stage.causalField.name")} onKeyDown={walk}>
          {data.text.map((character, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place in the text alone
            <li key={place}>
              <button
                type="button"
                className="attention-character"
                tabIndex={place === of ? 0 : -1}
                aria-label={name(place)}
                aria-pressed={place === of}
                style={{ "--look": share.get(place) ?? 0 } as CSSProperties}
                onPointerEnter={() => setAt(place)}
                onFocus={() => setAt(place)}
                onClick={() => setAt(place)}
              >
                {place === 0 ? "⊢" : visibleCharacter(character)}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <output className="attention-said tabular">
        {t("stage.causalField.hangs", {
          name: name(of),
          places: said.join(t("stage.attention.comma")),
          reach: format.number(of - farthest + 1),
        })}
      </output>
      <p className="quiet hint">{t("stage.causalField.layers", { gaps: data.dilations.join(", ") })}</p>
    </div>
  );
}

/** The layers, the prediction above and the characters below; what it is made from is joined by lines. */
function Layers({ data, of }: { readonly data: Data; readonly of: number }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [T, levels] = [data.text.length, data.dilations.length + 1];
  const seen = useMemo(() => seenFrom(data, of), [data, of]);
  const [pitch, row] = [width / T, height / levels];
  const x = (place: number) => (place + 0.5) * pitch;
  const y = (level: number) => (levels - 1 - level + 0.5) * row;
  const largest = Math.max(2, Math.min(14, 0.42 * Math.min(pitch, row)));
  return (
    <div className="causal-layers" ref={box} style={{ "--levels": levels } as CSSProperties}>
      <svg width={width} height={height} aria-hidden="true" key={of}>
        {Array.from({ length: levels * T }, (_, i) => [Math.floor(i / T), i % T] as const).map(([level, place]) => (
          <circle key={`${level} ${place}`} className="causal-place" cx={x(place)} cy={y(level)} r={1.5} />
        ))}
        {seen.flatMap(({ level, place, from }) =>
          from.map((below) => (
            <line
              key={`${level} ${place} ${below}`}
              className="causal-line"
              style={{ "--level": levels - 1 - level } as CSSProperties}
              x1={x(place)}
              y1={y(level)}
              x2={x(below)}
              y2={y(level - 1)}
            />
          )),
        )}
        {seen.map(({ level, place, share }) => (
          <circle
            key={`${level} ${place} seen`}
            className="causal-seen"
            style={{ "--level": levels - 1 - level, "--look": share } as CSSProperties}
            cx={x(place)}
            cy={y(level)}
            r={largest * (0.35 + 0.65 * Math.sqrt(share))}
          />
        ))}
      </svg>
    </div>
  );
}

import { useCallback, useId, useMemo } from "react";
import { lookUp } from "../../../../core/lookUp.ts";
import type { Following, LatentView, WavesView } from "../../../../schema/view.ts";
import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import { useFormat, useLanguage, useT } from "../../i18n/i18n.ts";
import { Slider } from "../../shell/controls/slider.tsx";
import { Canvas, type Pen } from "../canvas.tsx";
import { isDark } from "../colours.ts";
import { useLabelName } from "../family.tsx";
import { pathColour } from "../pictures/paint-paths.ts";
import { type Atlas, atlasOfView, drawPicture } from "../pictures/paint-pictures.ts";
import { useColours } from "../use-colours.ts";
import { unitWords } from "./unit-words.ts";

const LatentSound = lazyPart(() => import("../../sound/latent-sound.tsx"));

interface LatentSlidersProps {
  readonly data: LatentView;
  readonly place: readonly number[];
  readonly onMove: (place: readonly number[]) => void;
}

const STOPS = 81;

/** One slider for each direction of the latent space, between what stands at its ends; what is decoded follows while it moves. */
export function LatentSliders({ data, place, onMove }: LatentSlidersProps) {
  const t = useT();
  const { axes, ends } = data;
  const atlas = useMemo(() => (ends?.kind === "images" ? atlasOfView(ends) : null), [ends]);
  const words = ends?.kind === "lines" ? ends.texts : null;
  const sounds = ends?.kind === "waves" ? ends : null;
  return (
    <fieldset className="latent-sliders">
      <legend className="visually-hidden">{t("stage.latent.directions")}</legend>
      {axes.map((axis, i) => (
        <AxisSlider
          key={axis.id}
          index={i}
          range={axis.range}
          value={place[i] ?? axis.value}
          follows={axis.follows}
          atlas={atlas}
          words={words}
          sounds={sounds}
          coloured={data.here.kind === "scatter"}
          onMove={(value) => onMove(place.map((old, j) => (j === i ? value : old)))}
        />
      ))}
    </fieldset>
  );
}

interface AxisSliderProps {
  readonly index: number;
  readonly range: readonly [number, number];
  readonly value: number;
  readonly follows: Following | undefined;
  /** Pictures of the ends of all axes, two each. */
  readonly atlas: Atlas | null;
  /** Texts of the ends of all axes, two each. */
  readonly words: readonly string[] | null;
  /** Sounds of the ends of all axes, two each. */
  readonly sounds: WavesView | null;
  /** Whether the axis has a way of its colour in the picture beside it. */
  readonly coloured: boolean;
  readonly onMove: (value: number) => void;
}

function AxisSlider(props: AxisSliderProps) {
  const { index, value, follows, atlas, words, sounds, coloured, onMove } = props;
  const [low, high] = props.range;
  const t = useT();
  const format = useFormat();
  const dark = isDark(useColours());
  const id = useId();
  const stops = Array.from({ length: STOPS }, (_, i) => low + ((high - low) * i) / (STOPS - 1));
  const shown = (one: number): string => format.number(one, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const name = t("stage.latent.direction", { index: format.number(index + 1) });
  return (
    <div className="latent-slider" data-ends={atlas || sounds ? true : words ? "words" : undefined}>
      <End {...{ atlas, words, sounds }} index={2 * index} name={t("stage.latent.lowEnd", { name })} />
      <div className="latent-slider-body">
        <label htmlFor={id}>
          {coloured ? <span className="latent-way" style={{ background: pathColour(index, dark) }} /> : null}
          {name}
        </label>
        <span className="tabular">{shown(value)}</span>
        <Slider
          id={id}
          stops={stops}
          value={value}
          valueText={shown}
          onDraft={(draft) => draft !== null && onMove(draft)}
          onChange={onMove}
        />
        {follows ? <Follows of={follows} /> : null}
      </div>
      <End {...{ atlas, words, sounds }} index={2 * index + 1} name={t("stage.latent.highEnd", { name })} />
    </div>
  );
}

/** Which property of the data a direction follows. */
function Follows({ of: { property, strength, low, high } }: { readonly of: Following }) {
  const t = useT();
  const format = useFormat();
  const labelName = useLabelName();
  const what = lookUp(unitWords[useLanguage()].properties, property) ?? property;
  const shown = format.number(strength, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  const [first, last] = [low, high].map((ids) => (ids ?? []).map(labelName).join(" · "));
  return (
    <span className="latent-follows quiet">
      {t("stage.latent.follows", { property: what, strength: shown })}
      {first && last ? ` ${t("stage.latent.between", { low: first, high: last })}` : null}
    </span>
  );
}

interface EndProps extends Pick<AxisSliderProps, "atlas" | "words" | "sounds" | "index"> {
  readonly name: string;
}

/** What stands at one end of a slider. */
function End({ atlas, words, sounds, index, name }: EndProps) {
  if (sounds) {
    return (
      <Part name={name} form="view">
        <LatentSound part="end" view={sounds} index={index} name={name} />
      </Part>
    );
  }
  if (atlas) return <PictureEnd atlas={atlas} index={index} name={name} />;
  return words ? (
    <output className="latent-end-word" title={words[index]} aria-label={name}>
      {words[index]}
    </output>
  ) : null;
}

function PictureEnd({ atlas, index, name }: { readonly atlas: Atlas; readonly index: number; readonly name: string }) {
  const paint = useCallback(
    ({ context, width, height }: Pen) => drawPicture(context, atlas, index, 0, 0, width, height),
    [atlas, index],
  );
  return (
    <span className="latent-end">
      <Canvas paint={paint} className="pictures-canvas" role="img" aria-label={name} />
    </span>
  );
}

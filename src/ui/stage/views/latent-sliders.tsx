import { useId } from "react";
import type { LatentView } from "../../../spec/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Slider } from "../../shell/controls/slider.tsx";

interface LatentSlidersProps {
  readonly axes: LatentView["axes"];
  readonly place: readonly number[];
  readonly onMove: (place: readonly number[]) => void;
}

const STOPS = 81;

/** One slider for each direction of the latent space; what is decoded follows while it moves. */
export function LatentSliders({ axes, place, onMove }: LatentSlidersProps) {
  const t = useT();
  return (
    <fieldset className="latent-sliders">
      <legend className="visually-hidden">{t("stage.latent.directions")}</legend>
      {axes.map((axis, i) => (
        <AxisSlider
          key={axis.id}
          index={i}
          range={axis.range}
          value={place[i] ?? axis.value}
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
  readonly onMove: (value: number) => void;
}

function AxisSlider({ index, range: [low, high], value, onMove }: AxisSliderProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const stops = Array.from({ length: STOPS }, (_, i) => low + ((high - low) * i) / (STOPS - 1));
  const shown = (one: number): string => format.number(one, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <div className="latent-slider">
      <label htmlFor={id}>{t("stage.latent.direction", { index: format.number(index + 1) })}</label>
      <span className="tabular">{shown(value)}</span>
      <Slider
        id={id}
        stops={stops}
        value={value}
        valueText={shown}
        onDraft={(draft) => draft !== null && onMove(draft)}
        onChange={onMove}
      />
    </div>
  );
}

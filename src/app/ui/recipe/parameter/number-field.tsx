import { useMemo, useState } from "react";
import type { NumberParameter } from "../../../../schema/parameter.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { Slider } from "../../shell/controls/slider.tsx";
import { stopsOf } from "../stops.ts";
import { ExactValue } from "./exact-value.tsx";
import type { FieldProps } from "./field.ts";

interface NumberFieldProps extends FieldProps<number> {
  readonly parameter: NumberParameter;
  readonly onComplaint: (complaint: string | null) => void;
}

/** So few whole numbers that each can have its own place in the row. */
const FEW = 4;

type Unit = "steps" | "characters" | "samples" | "nats" | "bits" | "ms" | "percent";

/** A slider with its value typed over at will. */
export function NumberField(props: NumberFieldProps) {
  const { id, words, parameter, value, onChange, onComplaint, describedBy } = props;
  const t = useT();
  const format = useFormat();
  const stops = useMemo(() => stopsOf(parameter), [parameter]);
  const [draft, setDraft] = useState<number | null>(null);
  const unit = parameter.unit ? t(`common.units.${parameter.unit as Unit}`) : "";

  if (parameter.type === "integer" && parameter.scale === "linear" && stops.length <= FEW) {
    const segments = stops.map((stop) => ({ value: String(stop), name: format.number(stop) }));
    const few = (
      <Segmented
        label={words.name}
        segments={segments}
        value={String(value)}
        onChange={(next) => onChange(Number(next))}
      />
    );
    return props.head(few, "group");
  }
  return (
    <>
      {props.head(
        <>
          <ExactValue
            name={words.name}
            parameter={parameter}
            value={draft ?? value}
            onChange={onChange}
            onComplaint={onComplaint}
            describedBy={describedBy}
          />
          {unit ? <span className="unit">{unit}</span> : null}
        </>,
      )}
      <Slider
        id={id}
        stops={stops}
        value={value}
        valueText={(at) => `${format.value(at, 6)} ${unit}`.trim()}
        onDraft={setDraft}
        onChange={(next) => {
          onComplaint(null);
          onChange(next);
        }}
        describedBy={describedBy}
      />
    </>
  );
}

import { type CSSProperties, useEffect, useRef, useState } from "react";

interface SliderProps {
  readonly id?: string;
  /** The accessible name; leave it out where a `<label>` names the control. */
  readonly label?: string;
  /** What the thumb can stand on, ascending. */
  readonly stops: readonly number[];
  readonly value: number;
  /** How a value is read aloud, unit included. */
  readonly valueText: (value: number) => string;
  /** While the thumb moves. */
  readonly onDraft?: (value: number | null) => void;
  /** When it rests for a moment, or is let go. */
  readonly onChange: (value: number) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
}

/** How long the thumb must rest before a value counts, so that dragging does not make a change of every pixel. */
const REST_MS = 180;

/** A range over a list of stops; moves by one stop with the arrows. */
export function Slider(props: SliderProps) {
  const { stops, value, onChange, onDraft } = props;
  const [draft, setDraft] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const at = nearest(stops, draft ?? value);
  const share = stops.length > 1 ? at / (stops.length - 1) : 0;

  function commit(next: number): void {
    clearTimeout(timer.current);
    setDraft(null);
    onDraft?.(null);
    if (next !== value) onChange(next);
  }

  function move(next: number): void {
    setDraft(next);
    onDraft?.(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => commit(next), REST_MS);
  }

  return (
    <input
      id={props.id}
      type="range"
      className="slider"
      style={{ "--share": share } as CSSProperties}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-valuetext={props.valueText(draft ?? value)}
      min={0}
      max={Math.max(0, stops.length - 1)}
      step={1}
      value={at}
      disabled={props.disabled}
      onChange={(event) => move(stops[event.target.valueAsNumber] ?? value)}
      onPointerUp={() => draft !== null && commit(draft)}
      onBlur={() => draft !== null && commit(draft)}
    />
  );
}

/** The index of the stop that is closest to the value. */
export function nearest(stops: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < stops.length; i++) {
    if (Math.abs((stops[i] ?? 0) - value) < Math.abs((stops[best] ?? 0) - value)) best = i;
  }
  return best;
}

import { type ReactNode, useId } from "react";

export interface Segment<T extends string> {
  readonly value: T;
  readonly name: ReactNode;
}

interface SegmentedProps<T extends string> {
  /** The accessible name of the group. */
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** One of a few, all of them in sight. Radio buttons underneath, so arrows and screen readers work as they should. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className={`segmented ${props.className ?? ""}`.trim()} disabled={props.disabled}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.segments.map((segment) => (
        <label key={segment.value}>
          <input
            type="radio"
            className="cover"
            name={name}
            value={segment.value}
            checked={segment.value === props.value}
            onChange={() => props.onChange(segment.value)}
          />
          <span>{segment.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

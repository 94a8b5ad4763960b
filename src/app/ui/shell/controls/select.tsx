import { ChevronDown } from "lucide-react";
import type { SelectHTMLAttributes } from "react";

export interface Option {
  readonly value: string;
  readonly name: string;
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value"> {
  /** The accessible name; leave it out where a `<label>` names the control. */
  readonly label?: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The platform's own list, in our clothes: right on every phone and for every screen reader. */
export function Select({ label, options, value, onChange, className = "", ...rest }: SelectProps) {
  return (
    <span className={`select ${className}`.trim()}>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" size="1em" />
    </span>
  );
}

import type { ChoiceParameter } from "../../../../schema/parameter.ts";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { Select } from "../../shell/controls/select.tsx";
import type { FieldProps } from "./field.ts";

interface ChoiceFieldProps extends FieldProps<string> {
  readonly parameter: ChoiceParameter;
}

/** The widest row of names that still fits side by side; a wide character counts as two. */
const ROW = 26;

const widthOf = (name: string): number => [...name].reduce((sum, letter) => sum + (letter > "⺀" ? 2 : 1), 2);

/** A few short names side by side; many or long ones as a list. */
export function ChoiceField({ id, words, parameter, value, onChange, describedBy, head }: ChoiceFieldProps) {
  const options = parameter.choices.map((choice) => ({ value: choice, name: words.choices?.[choice] ?? choice }));
  const fits = options.length <= 4 && options.reduce((sum, { name }) => sum + widthOf(name), 0) <= ROW;
  return (
    <>
      {head(null, fits ? "group" : undefined)}
      {fits ? (
        <Segmented label={words.name} segments={options} value={value} onChange={onChange} />
      ) : (
        <Select id={id} options={options} value={value} onChange={onChange} aria-describedby={describedBy} />
      )}
    </>
  );
}

import { HelpTip } from "../../shell/controls/help-tip.tsx";

interface FixedRowProps {
  readonly name: string;
  readonly value: string;
  readonly help: string;
}

/** A choice of which there is but one: shown and explained, but not a control. */
export function FixedRow({ name, value, help }: FixedRowProps) {
  return (
    <div className="parameter">
      <div className="parameter-head">
        <span>{name}</span>
        <HelpTip name={value} help={help} />
        <span className="parameter-aside fixed-value">{value}</span>
      </div>
    </div>
  );
}

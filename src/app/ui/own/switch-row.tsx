import { useId } from "react";
import { Switch } from "../shell/controls/switch.tsx";

interface SwitchRowProps {
  readonly name: string;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch with its name before it, and a sentence under it. */
export function SwitchRow({ name, help, checked, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div>
      <div className="own-switch">
        <label htmlFor={id}>{name}</label>
        <Switch id={id} checked={checked} onChange={onChange} describedBy={help ? `${id}-help` : undefined} />
      </div>
      {help ? (
        <p id={`${id}-help`} className="quiet">
          {help}
        </p>
      ) : null}
    </div>
  );
}

import type { CSSProperties } from "react";
import type { Role } from "../../../spec/role.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { middleOf } from "../pictures/paint-plane.ts";

/** What the colours of a field mean: its ends and where they part. */
export function FieldKey({ role, range }: { readonly role: Role; readonly range: readonly [number, number] }) {
  const t = useT();
  const format = useFormat();
  return (
    <span className={`field-key role-${role}`}>
      {t(`stage.fields.${role}`)} <span className="quiet tabular">{format.value(range[0], 2)}</span>
      <span
        className="field-scale"
        style={{ "--middle": share(range) } as CSSProperties}
        title={format.value(middleOf(range), 2)}
        aria-hidden="true"
      />
      <span className="quiet tabular">{format.value(range[1], 2)}</span>
    </span>
  );
}

function share(range: readonly [number, number]): string {
  const [low, high] = range;
  return `${high > low ? ((middleOf(range) - low) / (high - low)) * 100 : 50}%`;
}

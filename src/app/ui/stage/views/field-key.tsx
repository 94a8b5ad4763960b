import type { Role } from "../../../../schema/role.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";

/** What the colours of a field mean: its ends by name, and by their values for whoever points at them. */
export function FieldKey({ role, range }: { readonly role: Role; readonly range: readonly [number, number] }) {
  const t = useT();
  const format = useFormat();
  const [low, high] = range.map((end) => format.value(end, 2)) as [string, string];
  const title = `${t(`stage.fields.${role}`)}: ${low} – ${high}`;
  return (
    <span className={`field-key field-key-${role} role-${role}`} title={title}>
      {role === "critic" ? t("stage.fieldEnds.low") : <span className="quiet tabular">{low}</span>}
      <span className="field-scale" aria-hidden="true" />
      {role === "critic" ? t("stage.fieldEnds.high") : <span className="quiet tabular">{high}</span>}
    </span>
  );
}

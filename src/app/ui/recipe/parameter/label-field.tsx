import { useT } from "../../i18n/i18n.ts";
import { useLabelOptions } from "../../i18n/words.ts";
import { Select } from "../../shell/controls/select.tsx";
import type { FieldProps } from "./field.ts";

/** One of the data's labels, or any. */
export function LabelField({ id, value, onChange, describedBy, head }: FieldProps<string>) {
  const t = useT();
  const labels = useLabelOptions();
  const options = [{ value: "", name: t("recipe.any") }, ...labels];
  return (
    <>
      {head()}
      <Select id={id} options={options} value={value} onChange={onChange} aria-describedby={describedBy} />
    </>
  );
}

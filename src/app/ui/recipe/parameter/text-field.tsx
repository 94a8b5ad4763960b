import { useEffect, useState } from "react";
import type { TextParameter } from "../../../../schema/parameter.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import type { FieldProps } from "./field.ts";
import { cutTo } from "./use-spelling.ts";

interface TextFieldProps extends FieldProps<string> {
  readonly parameter: TextParameter;
  readonly onComplaint: (complaint: string | null) => void;
}

/** How long the typing must rest before the text counts. */
const REST_MS = 300;

export function TextField({ id, parameter, value, onChange, onComplaint, describedBy, head }: TextFieldProps) {
  const t = useT();
  const format = useFormat();
  const [draft, setDraft] = useState<string | null>(null);

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      setDraft(null);
      onChange(draft);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [draft, onChange]);

  return (
    <>
      {head()}
      <input
        id={id}
        className="field"
        type="text"
        autoComplete="off"
        aria-describedby={describedBy}
        value={draft ?? value}
        onChange={(event) => {
          const { text, cut } = cutTo(parameter.maxLength, event.target.value);
          onComplaint(cut ? t("recipe.cut", { formatted: format.number(parameter.maxLength) }) : null);
          setDraft(text);
        }}
        onBlur={() => {
          if (draft !== null && draft !== value) onChange(draft);
          setDraft(null);
        }}
      />
    </>
  );
}

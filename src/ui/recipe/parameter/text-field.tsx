import { useEffect, useState } from "react";
import type { TextParameter } from "../../../spec/parameter.ts";
import type { FieldProps } from "./field.ts";

interface TextFieldProps extends FieldProps<string> {
  readonly parameter: TextParameter;
}

/** How long the typing must rest before the text counts. */
const REST_MS = 300;

export function TextField({ id, parameter, value, onChange, describedBy, head }: TextFieldProps) {
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
        maxLength={parameter.maxLength}
        aria-describedby={describedBy}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== null && draft !== value) onChange(draft);
          setDraft(null);
        }}
      />
    </>
  );
}

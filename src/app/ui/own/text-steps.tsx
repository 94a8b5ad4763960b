import { useId } from "react";
import type { TextSteps } from "../../../own/text/clean.ts";
import { ENCODINGS, type Encoding } from "../../../own/text/encoding.ts";
import type { FoundText } from "../../../own/text/importer.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Segmented } from "../shell/controls/segmented.tsx";
import { Select } from "../shell/controls/select.tsx";
import { SwitchRow } from "./switch-row.tsx";
import { type OwnWords, ownWords } from "./words.ts";

interface TextStepFieldsProps {
  readonly found: FoundText;
  readonly steps: TextSteps;
  readonly onSteps: (steps: TextSteps) => void;
  /** `null` where the text came without one. */
  readonly onEncoding: ((encoding: Encoding) => void) | null;
}

/** How a text is read and cleaned. */
export function TextStepFields({ found, steps, onSteps, onEncoding }: TextStepFieldsProps) {
  const words = ownWords(useLanguage());
  const change = (some: Partial<TextSteps>): void => onSteps({ ...steps, ...some });
  return (
    <div className="own-steps">
      {found.encoding && onEncoding ? (
        <Field name={words.encoding} note={found.sure ? null : words.unsure}>
          {(id) => (
            <Select
              id={id}
              value={found.encoding ?? ""}
              options={ENCODINGS.map((value) => ({ value, name: value.toUpperCase() }))}
              onChange={(value) => onEncoding(value as Encoding)}
            />
          )}
        </Field>
      ) : null}
      <Segmented
        label={words.form}
        value={steps.form}
        segments={[
          { value: "lines", name: words.lines },
          { value: "passage", name: words.passage },
        ]}
        onChange={(form) => change({ form })}
      />
      {found.columns.length > 0 ? <TableFields {...{ found, steps, words, change }} /> : null}
      <SwitchRow name={words.trim} checked={steps.trim} onChange={(trim) => change({ trim })} />
      <SwitchRow name={words.compose} checked={steps.compose} onChange={(compose) => change({ compose })} />
      <SwitchRow name={words.lower} checked={steps.lower} onChange={(lower) => change({ lower })} />
      <Field name={words.symbols} note={null}>
        {(id) => (
          <Select
            id={id}
            value={String(steps.symbols)}
            options={[64, 128, 256, 512, 1000, 2000].map((most) => ({ value: String(most), name: String(most) }))}
            onChange={(most) => change({ symbols: Number(most) })}
          />
        )}
      </Field>
    </div>
  );
}

interface TableFieldsProps {
  readonly found: FoundText;
  readonly steps: TextSteps;
  readonly words: OwnWords;
  readonly change: (some: Partial<TextSteps>) => void;
}

function TableFields({ found, steps, words, change }: TableFieldsProps) {
  const columns = found.columns.map((name, i) => ({ value: String(i + 1), name: `${i + 1}: ${name}` }));
  const withNone = (name: string) => [{ value: "0", name }, ...columns];
  return (
    <>
      <Field name={words.column} note={null}>
        {(id) => (
          <Select
            id={id}
            value={String(steps.column)}
            options={withNone(words.noTable)}
            onChange={(value) => change({ column: Number(value), ...(value === "0" ? { labelColumn: 0 } : {}) })}
          />
        )}
      </Field>
      {steps.column > 0 ? (
        <>
          <Field name={words.labelColumn} note={null}>
            {(id) => (
              <Select
                id={id}
                value={String(steps.labelColumn)}
                options={withNone(words.none)}
                onChange={(value) => change({ labelColumn: Number(value) })}
              />
            )}
          </Field>
          <SwitchRow name={words.header} checked={steps.header} onChange={(header) => change({ header })} />
        </>
      ) : null}
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly note: string | null;
  readonly children: (id: string) => React.ReactNode;
}

function Field({ name, note, children }: FieldProps) {
  const id = useId();
  return (
    <div className="own-switch">
      <label htmlFor={id}>
        {name} {note ? <span className="quiet">({note})</span> : null}
      </label>
      {children(id)}
    </div>
  );
}

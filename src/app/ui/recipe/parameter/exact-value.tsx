import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useState } from "react";
import type { NumberParameter } from "../../../../schema/parameter.ts";
import { type Formats, useFormat, useT } from "../../i18n/i18n.ts";
import { typedValue } from "../stops.ts";

interface Exact {
  readonly parameter: NumberParameter;
  /** What is shown while the field is not being typed into. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What was made of what was typed, in a sentence; `null` where it was taken as it stood. */
  readonly onComplaint: (complaint: string | null) => void;
}

interface ExactValueProps extends Exact {
  readonly name: string;
  readonly describedBy?: string | undefined;
}

/** A number that can be typed over: Enter or leaving the field takes it, Escape lets it be. */
export function ExactValue({ name, describedBy, ...exact }: ExactValueProps) {
  const t = useT();
  const format = useFormat();
  const field = useExact(exact, (value) => format.value(value, 6));
  return (
    <input
      {...field}
      inputMode="decimal"
      aria-label={t("recipe.exactValue", { name })}
      aria-describedby={describedBy}
    />
  );
}

/** The attributes of a field into which a number is typed. `shown` writes the value while nobody types. */
export function useExact({ parameter, value, onChange, onComplaint }: Exact, shown: (value: number) => string) {
  const t = useT();
  const format = useFormat();
  const [text, setText] = useState<string | null>(null);

  function take(): void {
    if (text === null) return;
    setText(null);
    // What the page itself would write is understood.
    if (text.trim() === shown(value)) {
      onComplaint(null);
      return;
    }
    const typed = typedValue(text, parameter);
    if (typed.kind === "notANumber") {
      onComplaint(t("recipe.notANumber", { given: text, value: shown(value), example: format.number(1234.5) }));
      return;
    }
    const asShown = text.trim() === shown(typed.value);
    onComplaint(typed.remark && !asShown ? t(`recipe.${typed.remark}`, blanksOf(text, typed, format)) : null);
    if (typed.value !== value) onChange(typed.value);
  }

  const known = text ?? shown(value);
  return {
    className: "exact-value",
    type: "text",
    autoComplete: "off",
    spellCheck: false,
    style: { width: `calc(${Math.max(2, known.length)}ch + 0.75rem)` },
    value: known,
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.target.select(),
    onChange: (event: ChangeEvent<HTMLInputElement>) => setText(event.target.value),
    onBlur: take,
    onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
      if (event.key === "Enter") event.currentTarget.blur();
      if (event.key === "Escape") {
        event.stopPropagation();
        setText(null);
      }
    },
  };
}

/** Numbers without groups, so that what was read cannot be misread again. */
function blanksOf(text: string, { given, value }: { readonly given: number; readonly value: number }, format: Formats) {
  const bare = (number: number) => format.number(number, { useGrouping: false, maximumSignificantDigits: 12 });
  return { text, given: bare(given), value: bare(value), bound: bare(value) };
}

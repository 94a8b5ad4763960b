import { type KeyboardEvent, useState } from "react";
import type { NumberParameter } from "../../../spec/parameter.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { typedValue } from "../stops.ts";

interface ExactValueProps {
  readonly name: string;
  readonly parameter: NumberParameter;
  /** What is shown while the field is not being typed into. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What was wrong with what was typed, in a sentence; `null` once it is right. */
  readonly onComplaint: (complaint: string | null) => void;
  readonly describedBy?: string | undefined;
}

/** A number that can be typed over: Enter or leaving the field takes it, Escape lets it be. */
export function ExactValue({ name, parameter, value, onChange, onComplaint, describedBy }: ExactValueProps) {
  const t = useT();
  const format = useFormat();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? format.value(value, 6);

  function take(): void {
    if (text === null) return;
    setText(null);
    const typed = typedValue(text, parameter);
    switch (typed.kind) {
      case "notANumber":
        onComplaint(t("recipe.notANumber", { given: text, value: format.value(value, 6) }));
        return;
      case "fits":
        onComplaint(null);
        break;
      case "tooSmall":
      case "tooLarge": {
        const blanks = { given: format.value(typed.given, 6), bound: format.value(typed.value, 6) };
        onComplaint(typed.kind === "tooLarge" ? t("recipe.tooLarge", blanks) : t("recipe.tooSmall", blanks));
        break;
      }
      default:
        typed satisfies never;
    }
    if (typed.value !== value) onChange(typed.value);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") {
      event.stopPropagation();
      setText(null);
    }
  }

  return (
    <input
      className="exact-value"
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      aria-label={t("recipe.exactValue", { name })}
      aria-describedby={describedBy}
      style={{ width: `calc(${Math.max(2, shown.length)}ch + 0.75rem)` }}
      value={shown}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}

import { type ReactNode, useId, useState } from "react";
import type { Parameter, ParameterValue } from "../../../../schema/parameter.ts";
import type { ParameterWords } from "../../../../schema/words.ts";
import { useT } from "../../i18n/i18n.ts";
import { Switch } from "../../shell/controls/switch.tsx";
import { useActions, useApp } from "../../store.ts";
import { homeOf } from "../defaults.ts";
import { ChoiceField } from "./choice-field.tsx";
import { LabelField } from "./label-field.tsx";
import { NumberField } from "./number-field.tsx";
import { ParameterHead } from "./parameter-head.tsx";
import { TextField } from "./text-field.tsx";
import { useSpelling, useUnknownWords } from "./use-spelling.ts";

interface ParameterControlProps {
  /** The link key, e.g. `model.units`. */
  readonly name: string;
  readonly parameter: Parameter;
  readonly words: ParameterWords;
}

/** One parameter, drawn from its declaration: name, help, live mark, exact value, and a way back once it was changed. */
export function ParameterControl({ name, parameter, words }: ParameterControlProps) {
  const t = useT();
  const id = useId();
  const { change, resetParameter } = useActions();
  const value = useApp((state) => state.config[name]) ?? parameter.default;
  const home = useApp((state) => homeOf(state)[name]) ?? parameter.default;
  const pending = useApp((state) => state.pending.includes(name));
  const [complaint, setComplaint] = useState<string | null>(null);
  const typed = parameter.type === "text" ? String(value) : "";
  const spelling = useSpelling(parameter.captioned ? "" : typed);
  const unknown = useUnknownWords(parameter.captioned ? typed : "");
  const wrong = complaint ?? spelling ?? unknown;
  const note = wrong ?? (pending ? t("recipe.pending") : null);
  const noteId = note ? `${id}-note` : undefined;

  const common = { id, words, describedBy: noteId };
  const take = (next: ParameterValue): void => {
    setComplaint(null);
    change(name, next);
  };
  const head = (aside?: ReactNode, group?: "group") => (
    <ParameterHead
      setting={name}
      id={group ? null : id}
      parameter={parameter}
      words={words}
      home={value === home ? null : home}
      onReset={() => {
        setComplaint(null);
        resetParameter(name);
      }}
      aside={aside}
    />
  );

  return (
    <div className={`parameter parameter-${parameter.type}${pending ? " parameter-pending" : ""}`} data-setting={name}>
      {"min" in parameter ? (
        <NumberField
          {...common}
          head={head}
          parameter={parameter}
          value={Number(value)}
          onChange={(next) => change(name, next)}
          onComplaint={setComplaint}
        />
      ) : parameter.type === "choice" ? (
        <ChoiceField {...common} head={head} parameter={parameter} value={String(value)} onChange={take} />
      ) : parameter.type === "toggle" ? (
        head(<Switch id={id} checked={value === true} onChange={take} describedBy={noteId} />)
      ) : parameter.type === "label" ? (
        <LabelField {...common} head={head} value={String(value)} onChange={take} />
      ) : parameter.type === "content" ? null : (
        <TextField
          {...common}
          head={head}
          parameter={parameter}
          value={String(value)}
          onChange={(next) => change(name, next)}
          onComplaint={setComplaint}
        />
      )}
      {note ? (
        <p id={noteId} className={wrong ? "parameter-complaint" : "visually-hidden"} role="status">
          {note}
        </p>
      ) : null}
    </div>
  );
}

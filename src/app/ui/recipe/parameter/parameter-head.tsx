import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import type { Parameter, ParameterValue } from "../../../../schema/parameter.ts";
import type { ParameterWords } from "../../../../schema/words.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { HelpTip } from "../../shell/controls/help-tip.tsx";

interface ParameterHeadProps {
  /** The link key. */
  readonly setting: string;
  /** Of the control that the name belongs to; `null` for a group, which names itself. */
  readonly id: string | null;
  readonly parameter: Parameter;
  readonly words: ParameterWords;
  /** What the mark goes back to; `null` where nothing was changed. */
  readonly home: ParameterValue | null;
  readonly onReset: () => void;
  readonly aside?: ReactNode;
}

/** The line over a control: name, help, `live`, the way back, and the value. */
export function ParameterHead({ setting, id, parameter, words, home, onReset, aside }: ParameterHeadProps) {
  const t = useT();
  const format = useFormat();
  const shown = (value: ParameterValue): string => {
    if (typeof value === "boolean") return value ? t("common.on") : t("common.off");
    if (typeof value === "number") return format.value(value, 6);
    if (value === "") return parameter.type === "label" ? t("recipe.any") : "“”";
    return words.choices?.[value] ?? value;
  };
  return (
    <div className="parameter-head">
      {id === null ? <span aria-hidden="true">{words.name}</span> : <label htmlFor={id}>{words.name}</label>}
      {words.help ? <HelpTip name={words.name} help={words.help} formula={words.formula} setting={setting} /> : null}
      {parameter.live ? (
        <span className="live-mark" title={t("common.liveHint")}>
          {t("common.live")}
        </span>
      ) : null}
      <span className="parameter-aside">
        {home === null ? null : (
          <button
            type="button"
            className="reset-mark"
            aria-label={t("recipe.backTo", { name: words.name, value: shown(home) })}
            title={t("recipe.backTo", { name: words.name, value: shown(home) })}
            onClick={onReset}
          >
            <RotateCcw size="0.8125em" aria-hidden="true" />
          </button>
        )}
        {aside}
      </span>
    </div>
  );
}

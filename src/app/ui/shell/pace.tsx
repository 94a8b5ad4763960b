import { useT } from "../i18n/i18n.ts";
import { KeyedParameter } from "../recipe/parameter/keyed-parameter.tsx";

/** The settings that are turned first, and most often while a run goes on. */
export const PACE_KEYS = ["training.learningRate", "training.optimizer"] as const;

/** Learning rate and optimizer beside Play: in sight whatever the recipe beside holds. */
export function Pace() {
  const t = useT();
  return (
    <fieldset className="pace">
      <legend className="visually-hidden">{t("shell.pace")}</legend>
      {PACE_KEYS.map((key) => (
        <KeyedParameter key={key} name={key} />
      ))}
    </fieldset>
  );
}

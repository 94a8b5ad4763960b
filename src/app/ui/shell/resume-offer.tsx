import { useFaultText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button } from "./controls/button.tsx";
import { Message } from "./message.tsx";
import { recipeName } from "./recipe-name.ts";

/** A run of an earlier visit, to go on with. The cross puts the offer away and nothing else. */
export function ResumeOffer() {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const faultText = useFaultText();
  const { resume, hideOffer, forget } = useActions();
  const offer = useApp((state) => state.resumable);
  if (!offer) return null;
  const { id, config, preset, step, savedAt, problem } = offer;
  const date = format.date(savedAt);
  const text = problem
    ? t("kept.unreadable", { date, why: faultText(problem) })
    : t("kept.offer", { recipe: recipeName(config, preset, language), step: format.number(step), date });
  return (
    <Message
      kind="notice"
      role="status"
      onDismiss={hideOffer}
      dismissLabel={t("kept.hide")}
      actions={
        problem ? (
          <Button small onClick={() => void forget(id)}>
            {t("kept.forget")}
          </Button>
        ) : (
          <Button small kind="primary" onClick={() => void resume(id)}>
            {t("kept.resume")}
          </Button>
        )
      }
    >
      {text}
    </Message>
  );
}

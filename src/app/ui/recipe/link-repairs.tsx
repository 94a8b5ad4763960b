import type { Repair } from "../../../catalog/repair.ts";
import { useT } from "../i18n/i18n.ts";
import { useKeyWords, useShownValue } from "../i18n/words.ts";
import { Message } from "../shell/message.tsx";
import { useActions, useApp } from "../store.ts";

/** What was wrong with the link and what it became, over the controls that it set. */
export function LinkRepairs() {
  const t = useT();
  const words = useKeyWords();
  const shown = useShownValue();
  const { dismissRepairs } = useActions();
  const repairs = useApp((state) => state.repairs);
  if (repairs.length === 0) return null;
  const sentence = ({ code, key, given, used }: Repair): string =>
    t(`shell.repairs.${code}`, {
      key,
      given,
      name: words(key).name,
      used: used === undefined ? "—" : shown(key, used),
    });
  return (
    <Message kind="notice" role="status" onDismiss={dismissRepairs}>
      <strong>{t("shell.repairs.title")}</strong>
      <ul className="repairs">
        {repairs.map((repair) => (
          <li key={`${repair.key} ${repair.code} ${repair.given}`}>{sentence(repair)}</li>
        ))}
      </ul>
    </Message>
  );
}

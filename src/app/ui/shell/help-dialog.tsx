import { useId } from "react";
import { useT } from "../i18n/i18n.ts";
import { dataKinds } from "../recipe/kinds.ts";
import { useActions, useApp } from "../store.ts";
import { Dialog } from "./controls/dialog.tsx";
import { Switch } from "./controls/switch.tsx";

/** The keys, and a switch that turns single ones off. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const id = useId();
  const { setSingleKeys } = useActions();
  const singleKeys = useApp((state) => state.singleKeys);
  const kinds = dataKinds();

  const rows: [keys: readonly string[], what: string][] = [
    [["Space"], t("shell.help.play")],
    [["."], t("shell.help.step")],
    [["R"], t("shell.help.reset")],
    [["S"], t("shell.help.share")],
    [["["], t("shell.help.back")],
    [["]"], t("shell.help.forward")],
    [
      kinds.map((_, i) => String(i + 1)),
      `${t("shell.help.kinds")}: ${kinds.map((kind) => t(`recipe.kinds.${kind}`)).join(", ")}`,
    ],
    [["?"], t("shell.help.help")],
  ];
  return (
    <Dialog title={t("shell.help.title")} onClose={onClose}>
      <dl className={`key-list${singleKeys ? "" : " key-list-off"}`}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="switch-row">
        <label htmlFor={id}>{t("shell.help.single")}</label>
        <Switch id={id} checked={singleKeys} onChange={setSingleKeys} describedBy={`${id}-help`} />
      </div>
      <p id={`${id}-help`} className="quiet">
        {t("shell.help.singleHelp")}
      </p>
      <p className="quiet about">{t("shell.help.about")}</p>
    </Dialog>
  );
}

import { useId } from "react";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { dataKinds } from "../recipe/kinds.ts";
import { useActions, useApp } from "../store.ts";
import { Dialog } from "./controls/dialog.tsx";
import { Switch } from "./controls/switch.tsx";
import { helpWords } from "./help-words.ts";

/** The keys, and a switch that turns single ones off. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const words = helpWords[useLanguage()];
  const id = useId();
  const { setSingleKeys } = useActions();
  const singleKeys = useApp((state) => state.singleKeys);
  const kinds = dataKinds();

  const rows: [keys: readonly string[], what: string][] = [
    [["Space"], words.play],
    [["."], words.step],
    [["R"], words.reset],
    [["S"], words.share],
    [["["], words.back],
    [["]"], words.forward],
    [
      kinds.map((_, i) => String(i + 1)),
      `${words.kinds}: ${kinds.map((kind) => t(`recipe.kinds.${kind}`)).join(", ")}`,
    ],
    [["?"], words.help],
  ];
  return (
    <Dialog title={words.title} onClose={onClose}>
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
        <label htmlFor={id}>{words.single}</label>
        <Switch id={id} checked={singleKeys} onChange={setSingleKeys} describedBy={`${id}-help`} />
      </div>
      <p id={`${id}-help`} className="quiet">
        {words.singleHelp}
      </p>
      <p className="quiet about">{words.about}</p>
    </Dialog>
  );
}

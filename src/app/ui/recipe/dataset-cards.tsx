import { useId } from "react";
import { datasets } from "../../../catalog/registry.ts";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { datasetWords } from "../i18n/words.ts";
import { useActions, useApp } from "../store.ts";
import { DatasetThumbnail } from "./dataset-thumbnail.tsx";

/** The datasets of the chosen kind, each as a card with real samples on it. */
export function DatasetCards() {
  const t = useT();
  const name = useId();
  const chosen = useApp((state) => String(state.config["data.set"]));
  const kind = datasets[chosen]?.domain;
  const sets = Object.keys(datasets).filter((id) => datasets[id]?.domain === kind);
  return (
    <fieldset className="dataset-cards">
      <legend className="visually-hidden">{t("recipe.sets")}</legend>
      {sets.map((id) => (
        <DatasetCard key={id} id={id} group={name} checked={id === chosen} />
      ))}
    </fieldset>
  );
}

interface DatasetCardProps {
  readonly id: string;
  readonly group: string;
  readonly checked: boolean;
}

function DatasetCard({ id, group, checked }: DatasetCardProps) {
  const { change, bring } = useActions();
  const take = () => (datasets[id]?.own === "brought" ? bring(id) : change("data.set", id));
  const language = useLanguage();
  const pending = useApp((state) => checked && state.pending.includes("data.set"));
  const words = datasetWords(id, language);
  return (
    <label className="dataset-card" title={words.help}>
      <input type="radio" className="cover" name={group} checked={checked} onChange={take} />
      <DatasetThumbnail id={id} />
      <span className={`dataset-name${pending ? " dataset-pending" : ""}`}>{words.name}</span>
    </label>
  );
}

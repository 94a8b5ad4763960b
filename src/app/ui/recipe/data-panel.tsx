import { useState } from "react";
import { chosen, parametersOf } from "../../../catalog/parameters.ts";
import { domainUi } from "../../../domains/ui/registry.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useChosenWords } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { Panel } from "../shell/controls/panel.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { useActions, useApp } from "../store.ts";
import { DatasetCards } from "./dataset-cards.tsx";
import { factsFit } from "./facts.ts";
import { dataKinds, firstOfKind, kindOf } from "./kinds.ts";
import { ParameterList } from "./parameter/parameter-list.tsx";

const PaintPad = lazyPart(() => import("../own/paint-pad.tsx"));
const BrowseDialog = lazyPart(() => import("./browse-dialog.tsx"));

/** What to learn from: kind, dataset, its parameters, what it holds. */
export function DataPanel() {
  const t = useT();
  const [browsing, setBrowsing] = useState(false);
  const parameters = useApp((state) => parametersOf(state.config));
  const keys = [...parameters.keys()].filter((key) => key.startsWith("data.") && key !== "data.set");
  return (
    <Panel
      mark="1"
      title={t("recipe.data")}
      className="recipe-panel"
      aside={
        <Button small kind="quiet" onClick={() => setBrowsing(true)}>
          {t("recipe.browse.name")}
        </Button>
      }
    >
      <KindChoice />
      <DatasetCards />
      <Own />
      <ParameterList keys={keys} />
      <Facts />
      {browsing ? (
        <Part name={t("recipe.browse.name")} form="dialog" onClose={() => setBrowsing(false)}>
          <BrowseDialog onClose={() => setBrowsing(false)} />
        </Part>
      ) : null}
    </Panel>
  );
}

/** Brings other data where the chosen data is one's own. */
function Own() {
  const t = useT();
  const { bring } = useActions();
  const { id, own } = useApp((state) => chosen(state.config).dataset);
  if (!own) return null;
  if (own === "painted") {
    return (
      <Part name={t("recipe.bring")} form="inline">
        <PaintPad />
      </Part>
    );
  }
  return (
    <Button small onClick={() => bring(id)}>
      {t("recipe.bring")}
    </Button>
  );
}

function KindChoice() {
  const t = useT();
  const { change } = useActions();
  const kinds = dataKinds();
  const kind = useApp((state) => kindOf(state.config));
  if (kinds.length < 2) return null;
  return (
    <Segmented
      label={t("recipe.kind")}
      segments={kinds.map((value) => ({ value, name: t(`recipe.kinds.${value}`) }))}
      value={kind}
      onChange={(next) => change("data.set", firstOfKind(next) ?? "")}
    />
  );
}

/** How much there is of it, once it is loaded; before that, what it is. */
function Facts() {
  const t = useT();
  const format = useFormat();
  const words = useChosenWords().dataset;
  const facts = useApp((state) => (factsFit(state) ? state.facts : null));
  if (!facts) return <p className="facts">{words.help}</p>;
  const { labels, domain } = facts;
  const parts = [...domainUi(domain.kind).facts(facts, t, format)];
  if (labels.length > 0) parts.push(t("recipe.labelled", { count: labels.length }));
  return <p className="facts tabular">{parts.join(" · ")}</p>;
}

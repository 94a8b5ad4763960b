import { Piano, RefreshCw, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { conditionOf, labelsOf } from "../../../catalog/parameters.ts";
import type { Notation } from "../../../schema/manifest.ts";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { NOTATIONS } from "../notation/registry.ts";
import { KeyedParameter } from "../recipe/parameter/keyed-parameter.tsx";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { useFamily, useNotation } from "./family.tsx";

/** How many of the family's sampling parameters stand in the bar; the others open below it. */
const IN_SIGHT = 3;
const FIRST = ["prompt", "caption", "temperature", "label", "guidance", "steps"];

/** Prompt, temperature and whatever else the family's sampling knows; everything acts at once, also while paused. */
export function SamplingBar() {
  const t = useT();
  const { sampleAgain, lookAt } = useActions();
  const { sampling } = useFamily();
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  // A label can be asked for where the data has labels and the model was told them. Before the data is loaded its words
  // say so, and the bar need not change when it is.
  const condition = useApp(({ facts, applied, config }) => {
    const run = applied ?? config;
    const condition = conditionOf(run);
    return condition === "label" && (facts?.labels ?? labelsOf(run) ?? []).length === 0 ? "none" : condition;
  });
  const [more, setMore] = useState(false);
  const notation = useNotation();
  const [tapping, setTapping] = useState(false);
  const names = Object.keys(sampling).filter(
    (name) =>
      !(sampling[name]?.captioned && condition !== "caption") &&
      !(sampling[name]?.type === "label" && condition !== "label") &&
      !(sampling[name]?.labelled && condition === "none"),
  );
  // The ones that are reached for most come first; a family without them keeps its own order.
  const ordered = [...names].sort((a, b) => rank(a) - rank(b));
  const shown = more ? ordered : ordered.slice(0, IN_SIGHT);

  function again(): void {
    // New samples are the newest: whoever looks at an older moment comes back to see them.
    lookAt(null);
    void sampleAgain();
  }

  return (
    <fieldset className="sampling-bar" data-more={more || undefined}>
      <legend className="visually-hidden">{t("stage.sampling.name")}</legend>
      {shown.map((name) => (
        <KeyedParameter key={name} name={`sampling.${name}`} />
      ))}
      <div className="sampling-buttons">
        <Button kind="primary" small onClick={again} disabled={!ready}>
          <RefreshCw size="1.05em" aria-hidden="true" />{" "}
          <span className="sampling-again">{t("stage.sampling.again")}</span>
        </Button>
        {ordered.length > IN_SIGHT ? (
          <Button
            small
            className="icon-button"
            aria-expanded={more}
            aria-label={more ? t("stage.sampling.fewer") : t("stage.sampling.more")}
            title={more ? t("stage.sampling.fewer") : t("stage.sampling.more")}
            onClick={() => setMore(!more)}
          >
            <SlidersHorizontal size="1.1em" aria-hidden="true" />
          </Button>
        ) : null}
        {notation && sampling.prompt ? (
          <Button
            small
            className="icon-button"
            aria-expanded={tapping}
            aria-label={t(`stage.notation.${notation}`)}
            title={t(`stage.notation.${notation}`)}
            onClick={() => setTapping(!tapping)}
          >
            <Piano size="1.1em" aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      {notation && tapping && sampling.prompt ? (
        <div className="sampling-notation">
          <Part name={t(`stage.notation.${notation}`)} form="inline">
            <Prompt notation={notation} />
          </Part>
        </div>
      ) : null}
    </fieldset>
  );
}

function Prompt({ notation }: { readonly notation: Notation }) {
  const { Prompt: Own } = NOTATIONS[notation];
  return <Own />;
}

function rank(name: string): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

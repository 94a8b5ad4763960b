import { GitCompareArrows, RotateCw } from "lucide-react";
import type { RunConfig } from "../../../catalog/config.ts";
import type { PastRun } from "../../state/state.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { keyWords, shownValue } from "../i18n/words.ts";
import { useActions, useApp } from "../store.ts";
import { Button, IconButton } from "./controls/button.tsx";
import { differencesOf } from "./differences.ts";
import { KeptRuns } from "./kept-runs.tsx";

/** The runs of this visit: put one beside the run that trains, or take it up again. */
export function Runs() {
  const t = useT();
  const history = useApp((state) => state.history);
  return (
    <footer className="runs">
      <h2>{t("shell.runs.name")}</h2>
      <KeptRuns />
      <span className="run run-current">
        <i className="lamp lamp-run" aria-hidden="true" />
        {t("shell.runs.current")}
      </span>
      {history.length > 0 ? (
        <ul>
          {history.map((past) => (
            <Run key={past.id} past={past} />
          ))}
        </ul>
      ) : (
        <span className="quiet runs-empty">{t("shell.runs.empty")}</span>
      )}
      <span className="quiet runs-private">{t("shell.runs.private")}</span>
    </footer>
  );
}

/** How a past run is told apart: by the settings in which it differs from the run on the page. */
function useRunName(): (config: RunConfig) => { readonly short: string; readonly full: string } {
  const current = useApp((state) => state.applied ?? state.config);
  const language = useLanguage();
  const t = useT();
  return (config) => {
    const names = differencesOf(config, current).map((key) => {
      const value = config[key] ?? "";
      const shown = shownValue(config, key, value, language);
      // A choice says by itself what it is; a number or a switch does not.
      return typeof value === "string" ? shown : `${keyWords(config, key, language).name} ${shown}`;
    });
    if (names.length === 0) return { short: t("shell.runs.same"), full: t("shell.runs.same") };
    const full = names.join(" · ");
    return { short: names.length > 2 ? `${names.slice(0, 2).join(" · ")} …` : full, full };
  };
}

function Run({ past }: { readonly past: PastRun }) {
  const t = useT();
  const format = useFormat();
  const { compare, reopen } = useActions();
  const compared = useApp((state) => state.comparing === past.id);
  const { short, full } = useRunName()(past.config);
  const name = t("shell.runs.steps", { name: short, steps: format.number(past.step) });
  const compareLabel = compared ? t("shell.runs.stopComparing") : t("shell.runs.compareWith", { name });
  return (
    <li className={`run${compared ? " run-compared" : ""}`}>
      <span className="run-name tabular" title={full}>
        {name}
      </span>
      <IconButton
        label={compareLabel}
        kind="quiet"
        small
        aria-pressed={compared}
        onClick={() => compare(compared ? null : past.id)}
      >
        <GitCompareArrows size="1em" aria-hidden="true" />
      </IconButton>
      <Button kind="quiet" small aria-label={`${t("shell.runs.reopen")}: ${name}`} onClick={() => void reopen(past.id)}>
        <RotateCw size="1em" aria-hidden="true" />
        <span className="run-reopen">{t("shell.runs.reopen")}</span>
      </Button>
    </li>
  );
}

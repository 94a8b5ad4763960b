import { Pause, Play, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { bestCell, type Sweep, type SweptCell } from "../../state/sweep/sweep.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { keyWords, shownValue } from "../i18n/words.ts";
import { LinkRepairs } from "../recipe/link-repairs.tsx";
import { Button } from "../shell/controls/button.tsx";
import { Select } from "../shell/controls/select.tsx";
import { useFigureWords } from "../stage/family.tsx";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import dialogsStyles from "../styles/dialogs.css?inline";
import { SweepMap } from "./sweep-map.tsx";
import { SWEEP_WORDS } from "./sweep-words.ts";

adopt(dialogsStyles);

/** A grid of runs that fills in; it covers the page, whose own run rests. */
export function SweepDialog({ sweep, onEnd }: { readonly sweep: Sweep; readonly onEnd: () => void }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const words = SWEEP_WORDS[language];
  const { adopt: takeUp, change, reset } = useActions();
  const figureWords = useFigureWords();
  const { playing, cells } = useStore(sweep.store);
  const facts = useApp((state) => state.facts);
  const config = useApp((state) => state.config);
  const figures = useMemo(() => sweep.figures(facts), [sweep, facts]);
  const [chosen, setChosen] = useState<string | null>(null);
  const figure = figures.find(({ id }) => id === chosen) ?? figures[0];
  const { axes, steps } = sweep.setup;
  const settings = axes.map(({ key }) => keyWords(config, key, language).name);
  const [first = "", second] = settings;
  const nameOf = ({ values }: SweptCell) =>
    values.map((value, i) => `${settings[i]} ${shownValue(config, axes[i]?.key ?? "", value, language)}`).join(", ");

  function open({ past, config: own }: SweptCell): void {
    onEnd();
    if (past) {
      void takeUp(past);
      return;
    }
    for (const { key } of axes) change(key, own[key] ?? "");
    void reset();
  }

  const through = cells.filter(({ outcome }) => outcome === "done" || outcome === "stopped").length;
  const best = figure ? bestCell(cells, figure) : null;
  const bestOne = best === null ? null : cells[best];
  const shown = (value: number) =>
    format.number(value, { minimumFractionDigits: figure?.digits ?? 2, maximumFractionDigits: figure?.digits ?? 2 });
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onEnd()}>
      <Radix.Portal>
        <div className="scrim" aria-hidden="true" />
        <Radix.Content
          className="dialog sweep-dialog"
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => through > 0 && event.preventDefault()}
        >
          <div className="race-head">
            <Radix.Title>
              {filled(words.title, { name: second ? filled(words.by, { first, second }) : first })}
            </Radix.Title>
            <div className="transport">
              <button
                type="button"
                className="play"
                aria-label={playing ? t("shell.pause") : t("shell.play")}
                disabled={through === cells.length}
                onClick={() => void (playing ? sweep.pause() : sweep.play())}
              >
                {playing ? (
                  <Pause size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
                ) : (
                  <Play className="play-icon" size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
                )}
              </button>
            </div>
            {figure ? (
              <div className="race-tool">
                <span aria-hidden="true">{words.figure}</span>
                <Select
                  label={words.figure}
                  options={figures.map(({ id }) => ({ value: id, name: figureWords(id).name }))}
                  value={figure.id}
                  onChange={setChosen}
                />
              </div>
            ) : null}
            <Button small onClick={onEnd} className="race-end">
              <X size="1em" aria-hidden="true" />
              {words.end}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse */}
          <section className="sweep-body" tabIndex={0} aria-label={words.map}>
            <LinkRepairs />
            <p className="sweep-sentence" role="status">
              {through === 0 && !playing
                ? filled(words.press, { count: cells.length })
                : filled(words.progress, { done: through, count: cells.length })}{" "}
              {figure && bestOne
                ? filled(words.best, {
                    ...{ name: nameOf(bestOne), figure: figureWords(figure.id).name },
                    value: shown(figure.of(bestOne.latest) ?? Number.NaN),
                  })
                : ""}
            </p>
            {figure ? (
              <SweepMap
                {...{ cells, axes, figure, best, steps, settings, nameOf, shown }}
                valueName={(key, value) => shownValue(config, key, value, language)}
                onOpen={open}
              />
            ) : null}
            <p className="quiet">
              {filled(words.intro, {
                ...{ steps: format.number(steps), count: sweep.workers, cores: sweep.machine.cores },
              })}{" "}
              {words.open}
            </p>
          </section>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

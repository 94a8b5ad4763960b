import { Pause, Play, RotateCcw, StepForward, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useMemo, useState } from "react";
import { type Even, figuresFor } from "../../../catalog/race.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { Race } from "../../state/race/race.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { keyWords, shownValue } from "../i18n/words.ts";
import { LinkRepairs } from "../recipe/link-repairs.tsx";
import { Button, IconButton } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { Select } from "../shell/controls/select.tsx";
import { useFigureWords } from "../stage/family.tsx";
import { useActions } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import dialogsStyles from "../styles/dialogs.css?inline";
import { RaceChart } from "./race-chart.tsx";
import { RaceLane } from "./race-lane.tsx";
import { RaceResult } from "./race-result.tsx";
import { useRaceTick } from "./use-race.ts";
import { RACE_WORDS } from "./words.ts";

adopt(dialogsStyles);

interface RaceDialogProps {
  readonly race: Race;
  readonly onEven: (even: Even) => void;
  readonly onValues: (values: readonly ParameterValue[]) => void;
  readonly onEnd: () => void;
}

/** Lanes side by side under one chart; it covers the page, whose own run rests. */
export function RaceDialog({ race, onEven, onValues, onEnd }: RaceDialogProps) {
  const language = useLanguage();
  const words = RACE_WORDS[language];
  const { adopt: takeUp } = useActions();
  const { playing, even } = useRaceTick(race);
  const { key, values } = race.setup;
  const [config] = race.configs;
  const names = values.map((value) => shownValue(config ?? {}, key, value, language));
  const [chosen, setChosen] = useState<string | null>(null);
  const facts = race.lanes[0]?.store.getState().facts ?? null;
  const figures = useMemo(() => figuresFor(race.configs, key, facts), [race, key, facts]);
  const figure = figures.find(({ id }) => id === chosen) ?? figures[0];
  const begun = race.lanes.some(({ store }) => store.getState().step > 0);

  return (
    <Radix.Root open onOpenChange={(open) => !open && onEnd()}>
      <Radix.Portal>
        <div className="scrim" aria-hidden="true" />
        <Radix.Content
          className="dialog race-dialog"
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          // Nobody loses a race by a slip of the hand.
          onEscapeKeyDown={(event) => begun && event.preventDefault()}
        >
          <div className="race-head">
            <Radix.Title>
              {filled(words.title, { name: config ? keyWords(config, key, language).name : key })}
            </Radix.Title>
            {race.refused ? null : <Transport race={race} playing={playing} />}
            <div className="race-tools">
              <div className="race-tool">
                <span aria-hidden="true">{words.even}</span>
                <Segmented
                  label={words.even}
                  segments={[
                    { value: "steps", name: words.steps },
                    { value: "time", name: words.time },
                  ]}
                  value={even}
                  onChange={onEven}
                />
              </div>
              {figure ? <FigureChoice figures={figures} figure={figure} onChoose={setChosen} /> : null}
            </div>
            <Button small onClick={onEnd} className="race-end">
              <X size="1em" aria-hidden="true" />
              {words.end}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse */}
          <section className="race-body" tabIndex={0} aria-label={words.lanes}>
            <LinkRepairs />
            {race.refused ? (
              <Refusal race={race} onFewer={() => onValues(values.slice(0, race.memory.fits))} />
            ) : figure ? (
              <>
                <RaceResult race={race} names={names} figure={figure} playing={playing} />
                <RaceChart race={race} names={names} figure={figure} even={even} />
              </>
            ) : null}
            <div className="race-lanes" data-lanes={race.lanes.length}>
              {race.lanes.map((lane, i) => (
                <RaceLane
                  key={String(lane.value)}
                  lane={lane}
                  at={i}
                  name={names[i] ?? ""}
                  racing={playing}
                  onTryAgain={() => void race.tryAgain(lane)}
                  onKeep={() =>
                    void lane.take().then((past) => {
                      onEnd();
                      return takeUp(past);
                    })
                  }
                />
              ))}
            </div>
          </section>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Transport({ race, playing }: { readonly race: Race; readonly playing: boolean }) {
  const t = useT();
  return (
    <div className="transport">
      <IconButton label={t("shell.reset")} kind="quiet" className="round" onClick={() => void race.reset()}>
        <RotateCcw size="1.15em" aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        className="play"
        aria-label={playing ? t("shell.pause") : t("shell.play")}
        onClick={() => void (playing ? race.pause() : race.play())}
      >
        {playing ? (
          <Pause size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
        ) : (
          <Play className="play-icon" size="1.25rem" fill="currentColor" strokeWidth={0} aria-hidden="true" />
        )}
      </button>
      <IconButton label={t("shell.step")} kind="quiet" className="round" onClick={() => void race.step()}>
        <StepForward size="1.15em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

interface FigureChoiceProps {
  readonly figures: readonly FigureSpec[];
  readonly figure: FigureSpec;
  readonly onChoose: (id: string) => void;
}

function FigureChoice({ figures, figure, onChoose }: FigureChoiceProps) {
  const words = RACE_WORDS[useLanguage()];
  const figureWords = useFigureWords();
  const options = figures.map(({ id }) => ({ value: id, name: figureWords(id).name }));
  return (
    <div className="race-tool">
      <span aria-hidden="true">{words.figure}</span>
      <Select label={words.figure} options={options} value={figure.id} onChange={onChoose} />
    </div>
  );
}

function Refusal({ race, onFewer }: { readonly race: Race; readonly onFewer: () => void }) {
  const format = useFormat();
  const words = RACE_WORDS[useLanguage()];
  const { needs, limit, fits } = race.memory;
  const blanks = { lanes: race.configs.length, needs: format.bytes(needs), limit: format.bytes(limit) };
  return (
    <div className="race-refusal" role="alert">
      <p>{filled(words.refused, blanks)}</p>
      {fits > 1 ? (
        <Button small kind="primary" onClick={onFewer}>
          {filled(words.fewer, { count: fits })}
        </Button>
      ) : null}
    </div>
  );
}

import { Dices, Eraser, Play, RotateCcw, Square } from "lucide-react";
import { useMemo, useRef } from "react";
import { useFormat } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Slider } from "../shell/controls/slider.tsx";
import { useLabelName } from "../stage/family.tsx";
import { Timeline } from "../stage/timeline.tsx";
import { useFollow } from "../stage/use-follow.ts";
import { useShown } from "../stage/use-shown.ts";
import { useApp } from "../store.ts";
import { beatActions, useBeat } from "./beat-store.ts";
import { defaultPattern, type Pad, padsOf, padView, rowsOf } from "./beats.ts";
import { Pads } from "./pads.tsx";
import { StepGrid } from "./step-grid.tsx";
import { useHits } from "./use-hits.ts";
import { Volume } from "./volume.tsx";
import "./beats-style.ts";
import { filled } from "../i18n/filled.ts";
import { useSoundWords } from "./use-sound-words.ts";

const NO_LABELS: readonly string[] = [];

/** Pads and a sequencer whose sounds are what the model makes at this moment of the run. */
export default function BeatsView() {
  const words = useSoundWords();
  const following = useApp((state) => state.moment === null);
  useFollow(following ? { source: "sampling" } : null);
  const view = useShown()?.view;
  const order = useApp((state) => state.facts?.labels ?? NO_LABELS);
  const take = useBeat((beat) => beat.take);
  const made = view?.kind === "waves" ? view : null;
  // Samples come anew several times a second, with the same labels: the same pads.
  const key = made ? [made.count, ...(made.labels ?? [])].join(" ") : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: what pads there are follows from the key alone
  const pads = useMemo(() => (made ? padsOf(made, order) : []), [key, order]);
  const sounds = useMemo(() => (made && pads.length > 0 ? padView(made, pads, take) : null), [made, pads, take]);
  return (
    <div className="beats-view">
      {sounds ? <Instrument sounds={sounds} pads={pads} /> : <p className="stage-waiting quiet">{words.waiting}</p>}
      <Timeline />
    </div>
  );
}

interface InstrumentProps {
  readonly sounds: ReturnType<typeof padView>;
  readonly pads: readonly Pad[];
}

function Instrument({ sounds, pads }: InstrumentProps) {
  const words = useSoundWords();
  const format = useFormat();
  const labelName = useLabelName();
  const singleKeys = useApp((state) => state.singleKeys);
  const root = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(pads), [pads]);
  const names = useMemo(
    () =>
      pads.map(({ label }, i) =>
        label === null ? filled(words.sample, { index: format.number(i + 1) }) : labelName(label),
      ),
    [pads, words, format, labelName],
  );
  const { playing, toggle, hit } = useHits(root, sounds, rows);
  return (
    <div className="beats" ref={root}>
      <BeatBar rows={rows} playing={playing} onToggle={toggle} />
      <Pads sounds={sounds} names={names} keys={singleKeys} onHit={hit} />
      <StepGrid rows={rows} names={names} />
      <p className="beats-hint quiet">
        {singleKeys ? filled(words.hint, { count: format.number(pads.length) }) : words.hintNoKeys}
      </p>
    </div>
  );
}

const TEMPI = Array.from({ length: 61 }, (_, i) => 60 + 2 * i);

interface BeatBarProps {
  readonly rows: readonly Pad[];
  readonly playing: boolean;
  readonly onToggle: () => void;
}

/** What steers the beat as a whole. */
function BeatBar({ rows, playing, onToggle }: BeatBarProps) {
  const words = useSoundWords();
  const format = useFormat();
  const tempo = useBeat((beat) => beat.tempo);
  const { setTempo, setPattern, nextTake } = beatActions;
  return (
    <fieldset className="beat-bar">
      <legend className="visually-hidden">{words.beat}</legend>
      <Button kind="primary" className="beat-play" aria-label={playing ? words.stop : words.play} onClick={onToggle}>
        {playing ? (
          <Square size="1.1em" fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size="1.25em" fill="currentColor" aria-hidden="true" />
        )}
      </Button>
      <span className="beat-tempo">
        <span className="tabular" aria-hidden="true">
          {filled(words.bpm, { value: format.number(tempo) })}
        </span>
        <Slider
          label={words.tempo}
          stops={TEMPI}
          value={tempo}
          valueText={(value) => filled(words.tempoValue, { value: format.number(value) })}
          onDraft={(draft) => draft !== null && setTempo(draft)}
          onChange={setTempo}
        />
      </span>
      <Button small title={words.takesHint} onClick={nextTake}>
        <Dices size="1.1em" aria-hidden="true" /> {words.takes}
      </Button>
      <Button small onClick={() => setPattern(defaultPattern(rows))}>
        <RotateCcw size="1.05em" aria-hidden="true" /> {words.basic}
      </Button>
      <Button small onClick={() => setPattern({})}>
        <Eraser size="1.1em" aria-hidden="true" /> {words.clear}
      </Button>
      <Volume />
    </fieldset>
  );
}

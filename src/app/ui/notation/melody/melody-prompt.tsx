import { Delete, RotateCcw } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { LOWEST, METRES, symbolOf } from "../../../../core/melody/notation.ts";
import { metreOfText, roomIn, withNote, withoutLast, withRest } from "../../../../core/melody/prompt.ts";
import { readMelody } from "../../../../core/melody/read.ts";
import { filled } from "../../i18n/filled.ts";
import { useLanguage } from "../../i18n/i18n.ts";
import { Button, IconButton } from "../../shell/controls/button.tsx";
import { Segmented } from "../../shell/controls/segmented.tsx";
import { useApp, useAppContext } from "../../store.ts";
import { adopt } from "../../styles/adopt.ts";
import melodyStyles from "./melody.css?inline";
import { Piano } from "./piano.tsx";
import { PlayButton } from "./play-button.tsx";
import { playNote, useHeard } from "./player.ts";
import promptStyles from "./prompt.css?inline";
import { Roll } from "./roll.tsx";
import { knowsMidi, useMidiInput } from "./use-midi-input.ts";
import { usePianoKeys } from "./use-piano-keys.ts";
import { melodyWords } from "./words.ts";

adopt(promptStyles, melodyStyles);

const LENGTHS = { one: 1, two: 2, three: 3, four: 4 } as const;
type Length = keyof typeof LENGTHS;
const LIT_MS = 160;

/** A keyboard that writes the first bar of the prompt: by pointer, by the computer's keys, or by MIDI. */
export default function MelodyPrompt() {
  const words = melodyWords(useLanguage());
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { store, actions } = useAppContext();
  const prompt = useApp((state) => String(state.config["sampling.prompt"] ?? ""));
  const melody = useMemo(() => readMelody(prompt, false), [prompt]);
  const [length, setLength] = useState<Length>("two");
  const [lit, setLit] = useState<number | null>(null);
  const write = (text: string): void => actions.change("sampling.prompt", text);
  const room = roomIn(prompt);
  const heard = useHeard(id);

  function press(pitch: number): void {
    playNote(pitch, LENGTHS[length]);
    setLit(pitch);
    // As it is now: notes may come faster than the page is drawn.
    const now = String(store.getState().config["sampling.prompt"] ?? "");
    write(withNote(now, symbolOf(pitch), LENGTHS[length]));
  }
  const rest = (): void => write(withRest(prompt, LENGTHS[length]));
  const back = (): void => write(withoutLast(prompt));
  usePianoKeys({ within: panel, onNote: (semitone) => press(LOWEST + semitone), onRest: rest, onBack: back });

  useEffect(() => {
    if (lit === null) return;
    const timer = setTimeout(() => setLit(null), LIT_MS);
    return () => clearTimeout(timer);
  }, [lit]);

  return (
    <div className="melody-prompt" ref={panel}>
      <div className="melody-prompt-bar">
        <Segmented
          label={words.metre}
          segments={METRES.map(({ sign, beats, unit }) => ({ value: sign, name: `${beats}/${unit}` }))}
          value={metreOfText(prompt).sign}
          onChange={write}
        />
        <Segmented
          label={words.length}
          segments={(Object.keys(LENGTHS) as Length[]).map((value) => ({ value, name: words.eighths[value] }))}
          value={length}
          onChange={setLength}
        />
        <span className="melody-prompt-tools">
          <PlayButton id={id} text={prompt} melody={melody} name={words.playOne} />
          <Button small onClick={rest} disabled={room === 0}>
            {words.rest}
          </Button>
          <IconButton small label={words.back} onClick={back} disabled={prompt.length < 2}>
            <Delete size="1.1em" aria-hidden="true" />
          </IconButton>
          <IconButton small label={words.clear} onClick={() => write("")} disabled={prompt === ""}>
            <RotateCcw size="1.1em" aria-hidden="true" />
          </IconButton>
        </span>
      </div>
      <div className="melody-prompt-keys">
        <Piano name={words.keyboard} onPress={press} lit={lit} />
        <Roll melody={melody} durationS={heard?.durationS} />
      </div>
      <p className="quiet" role="status">
        {room === 0 ? words.full : filled(words.left, { count: room })}
      </p>
      <p className="quiet melody-keys-hint">
        {words.keyboardHint} {words.keysHint}
      </p>
      <MidiKeyboard onNote={press} />
    </div>
  );
}

function MidiKeyboard({ onNote }: { readonly onNote: (pitch: number) => void }) {
  const words = melodyWords(useLanguage());
  const { input, ask } = useMidiInput(onNote);
  if (!knowsMidi()) return null;
  if (input.state === "off" || input.state === "asking") {
    return (
      <Button small onClick={ask} disabled={input.state === "asking"}>
        {words.midiIn}
      </Button>
    );
  }
  const said = {
    on: input.state === "on" ? filled(words.midiOn, { name: input.name }) : "",
    none: words.midiNone,
    refused: words.midiRefused,
  }[input.state];
  return (
    <p className="quiet" role="status">
      {said}
    </p>
  );
}

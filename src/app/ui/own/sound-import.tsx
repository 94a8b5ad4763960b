import { Mic, Square } from "lucide-react";
import { type DragEvent, useEffect, useMemo, useRef } from "react";
import { contentValue } from "../../../own/content.ts";
import type { SoundPreview, SoundRefusal } from "../../../own/sounds/importer.ts";
import { ENOUGH_SOUNDS, LEAST_SOUNDS, LENGTH, RATE_HZ } from "../../../own/sounds/pack.ts";
import { CONTENT_KEY } from "../../../schema/content.ts";
import type { WavesView } from "../../../schema/view.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { SoundGrid } from "../sound/sound-grid.tsx";
import { useActions } from "../store.ts";
import { Brought } from "./brought.tsx";
import { FilePicker } from "./file-picker.tsx";
import { soundImportWords } from "./sound-words.ts";
import { SwitchRow } from "./switch-row.tsx";
import { useMicrophone } from "./use-microphone.ts";
import { useSoundImporter } from "./use-sound-importer.ts";
import { ownWords } from "./words.ts";

const SET = "own-sounds";

/** With its folders, where a whole folder was chosen. */
const picked = (file: File) => ({ file, path: file.webkitRelativePath || file.name });

/** Sounds: dropped, chosen or recorded; cut and brought to one loudness before one's ears. */
export default function SoundImport({ files }: { readonly files: readonly File[] }) {
  const own = ownWords(useLanguage());
  const words = soundImportWords(useLanguage());
  const format = useFormat();
  const { learnFrom } = useActions();
  const { steps, preview, busy, add, change, forget, finish } = useSoundImporter();
  const microphone = useMicrophone((recording) => void add([{ file: recording, path: "" }]));
  const first = useRef(add);
  const problem = preview?.problem ?? null;

  useEffect(() => {
    if (files.length > 0) void first.current(files.map(picked));
  }, [files]);

  function onDrop(event: DragEvent): void {
    const dropped = [...event.dataTransfer.files];
    if (dropped.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void add(dropped.map(picked));
  }

  async function learn(): Promise<void> {
    const finished = await finish();
    if (!finished || !preview) return;
    const name = filled(words.amount, { count: format.number(preview.count) });
    const { id, data } = finished;
    await learnFrom({ kept: { id, set: SET, name, data }, changes: { [CONTENT_KEY]: finished.value } });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well
    <div className="own" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      <FilePicker
        accept="audio/*,video/*"
        words={{ choose: words.choose, drop: filled(words.drop, { count: LEAST_SOUNDS }) }}
        name={null}
        multiple
        onFiles={(chosen) => void add(chosen.map(picked))}
      />
      <div className="button-row">
        <Button onClick={() => (microphone.recording ? microphone.stop() : void microphone.start())}>
          {microphone.recording ? (
            <Square size="1em" fill="currentColor" aria-hidden="true" />
          ) : (
            <Mic size="1.1em" aria-hidden="true" />
          )}{" "}
          {microphone.recording ? words.stop : words.record}
        </Button>
        <span className="quiet" role="status">
          {microphone.recording ? words.recording : ""}
        </span>
      </div>
      {microphone.problem ? (
        <p className="own-problem" role="alert">
          {words.microphone[microphone.problem]}
        </p>
      ) : null}
      {preview ? (
        <>
          <div className="own-steps">
            <SwitchRow name={words.onsets} checked={steps.onsets} onChange={(onsets) => void change({ onsets })} />
            <SwitchRow name={words.level} checked={steps.level} onChange={(level) => void change({ level })} />
            <SwitchRow name={words.folders} checked={steps.folders} onChange={(folders) => void change({ folders })} />
          </div>
          <Told preview={preview} />
          <Shown shown={preview.shown} name={words.preview} />
        </>
      ) : null}
      {problem ? (
        <p className="own-problem" role="alert">
          {problem === "few" ? filled(words.few, { count: LEAST_SOUNDS }) : words.tooManyLabels}
        </p>
      ) : null}
      <div className="button-row">
        <Button kind="primary" disabled={busy || !preview || problem !== null} onClick={() => void learn()}>
          {own.learn}
        </Button>
        {preview ? (
          <Button kind="quiet" onClick={forget}>
            {own.clear}
          </Button>
        ) : null}
        <span className="quiet" role="status">
          {busy ? own.working : own.private}
        </span>
      </div>
      <Brought
        set={SET}
        onUse={async (data, name, id) => {
          const value = await contentValue(data as Uint8Array<ArrayBuffer>, name);
          await learnFrom({ kept: { id, set: SET, name, data }, changes: { [CONTENT_KEY]: value } });
        }}
      />
    </div>
  );
}

/** How many there are, of which labels, and what was left out. */
function Told({ preview }: { readonly preview: SoundPreview }) {
  const own = ownWords(useLanguage());
  const words = soundImportWords(useLanguage());
  const format = useFormat();
  const { count, labels, problem, scarce } = preview;
  const refused = Object.entries(preview.refused) as [SoundRefusal, number][];
  const listed = labels.slice(0, 8).join(", ");
  return (
    <>
      <p role="status">
        {filled(words.amount, { count: format.number(count) })}
        {labels.length > 0 ? ` · ${filled(own.labels, { count: format.number(labels.length) })}: ${listed}` : ""}
      </p>
      {scarce && problem === null ? (
        <p className="quiet">{filled(words.scarce, { count: format.number(ENOUGH_SOUNDS) })}</p>
      ) : null}
      {refused.map(([why, times]) => (
        <p key={why} className="quiet">
          {filled(words.refused[why], { count: format.number(times) })}
        </p>
      ))}
    </>
  );
}

/** The first of them, to be seen and heard. */
function Shown({ shown, name }: { readonly shown: SoundPreview["shown"]; readonly name: string }) {
  const data = useMemo(
    (): WavesView => ({
      ...{ kind: "waves", rate: RATE_HZ, length: LENGTH, count: shown.count, values: shown.levels },
      roles: ["truth"],
    }),
    [shown],
  );
  if (shown.count === 0) return null;
  return (
    <div className="own-sounds">
      <SoundGrid data={data} name={name} words={undefined} />
    </div>
  );
}

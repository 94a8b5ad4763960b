import { type DragEvent, useEffect, useRef, useState } from "react";
import { contentValue } from "../../../own/content.ts";
import { finishTunes, LEAST_TUNES, type MidiRefusal, NO_TUNES, withFiles } from "../../../own/midi/importer.ts";
import { FEW_TEXTS, forFewTexts } from "../../../own/text/small.ts";
import { CONTENT_KEY } from "../../../schema/content.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Written } from "../notation/written.tsx";
import { Button } from "../shell/controls/button.tsx";
import { useActions } from "../store.ts";
import { Brought } from "./brought.tsx";
import { FilePicker } from "./file-picker.tsx";
import { ownWords } from "./words.ts";

const SET = "own-melodies";
/** Tunes that are shown, to be heard before anything is learned from them. */
const SHOWN = 12;

/** MIDI files: dropped or chosen; the melody of each is seen and heard before it is learned from. */
export function MelodyImport({ files }: { readonly files: readonly File[] }) {
  const words = ownWords(useLanguage());
  const format = useFormat();
  const { learnFrom } = useActions();
  const [found, setFound] = useState(NO_TUNES);
  const [busy, setBusy] = useState(false);
  const newest = useRef(NO_TUNES);

  async function add(more: readonly File[]): Promise<void> {
    setBusy(true);
    newest.current = await withFiles(newest.current, more);
    setFound(newest.current);
    setBusy(false);
  }
  const first = useRef(add);
  useEffect(() => {
    if (files.length > 0) void first.current(files);
  }, [files]);

  function onDrop(event: DragEvent): void {
    const dropped = [...event.dataTransfer.files];
    if (dropped.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void add(dropped);
  }

  const count = found.tunes.length;
  const named = filled(words.midi.tunes, { count: format.number(count) });
  async function learn(): Promise<void> {
    const { value, id, data } = await finishTunes(found, named);
    const suited = count < FEW_TEXTS ? forFewTexts(count) : {};
    const changes = { [CONTENT_KEY]: value, ...suited, "sampling.maxLength": 120 };
    await learnFrom({ kept: { id, set: SET, name: named, data }, changes });
  }

  const refused = Object.entries(found.refused) as [MidiRefusal, number][];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well
    <div className="own" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      <FilePicker
        accept=".mid,.midi,audio/midi"
        words={{ choose: words.midi.choose, drop: filled(words.midi.drop, { count: LEAST_TUNES }) }}
        name={null}
        multiple
        onFiles={(chosen) => void add(chosen)}
      />
      {count > 0 ? <p role="status">{named}</p> : null}
      {refused.map(([why, many]) => (
        <p key={why} className="quiet">
          {filled(words.midi.refused[why], { count: format.number(many) })}
        </p>
      ))}
      {count > 0 ? (
        <ul className="browse-list browse-notated" aria-label={words.preview}>
          {found.tunes.slice(0, SHOWN).map((tune) => (
            <li key={tune}>
              <span>
                <Written text={tune} notation="melody" />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {count > 0 && count < LEAST_TUNES ? (
        <p className="own-problem" role="alert">
          {filled(words.midi.few, { count: LEAST_TUNES })}
        </p>
      ) : null}
      <div className="button-row">
        <Button kind="primary" disabled={busy || count < LEAST_TUNES} onClick={() => void learn()}>
          {words.learn}
        </Button>
        <span className="quiet" role="status">
          {busy ? words.working : words.private}
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

import { type DragEvent, useEffect, useRef } from "react";
import { contentValue } from "../../../own/content.ts";
import type { PictureRefusal } from "../../../own/pictures/importer.ts";
import { LEAST_PICTURES, SIDES } from "../../../own/pictures/pack.ts";
import { CONTENT_KEY } from "../../../schema/content.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { useActions } from "../store.ts";
import { Brought } from "./brought.tsx";
import { FilePicker } from "./file-picker.tsx";
import { PictureGrid } from "./picture-grid.tsx";
import { SwitchRow } from "./switch-row.tsx";
import { usePictureImporter } from "./use-picture-importer.ts";
import { ownWords } from "./words.ts";

const SET = "own-pictures";

/** With its folders, where a whole folder was chosen. */
const picked = (file: File) => ({ file, path: file.webkitRelativePath || file.name });

/** Pictures: dropped, chosen, or out of a zip archive; cut to one size before one's eyes. */
export function PictureImport({ files }: { readonly files: readonly File[] }) {
  const words = ownWords(useLanguage());
  const format = useFormat();
  const { learnFrom } = useActions();
  const { steps, preview, busy, add, change, forget, finish } = usePictureImporter();
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
    const name = filled(words.pictures, { count: format.number(preview.count) });
    const { id, data } = finished;
    await learnFrom({ kept: { id, set: SET, name, data }, changes: { [CONTENT_KEY]: finished.value } });
  }

  const refused = Object.entries(preview?.refused ?? {}) as [PictureRefusal, number][];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well
    <div className="own" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      <FilePicker
        accept="image/png,image/jpeg,image/gif,image/webp,.zip"
        words={{ choose: words.choosePictures, drop: filled(words.dropPictures, { count: LEAST_PICTURES }) }}
        name={null}
        multiple
        onFiles={(chosen) => void add(chosen.map(picked))}
      />
      {preview ? (
        <>
          <div className="own-steps">
            <Segmented
              label={words.side}
              value={String(steps.side)}
              segments={SIDES.map((side) => ({ value: String(side), name: `${side} × ${side}` }))}
              onChange={(side) => void change({ side: Number(side) })}
            />
            <Segmented
              label={words.colours}
              value={String(steps.channels)}
              segments={[
                { value: "3", name: words.colour },
                { value: "1", name: words.grey },
              ]}
              onChange={(channels) => void change({ channels: channels === "1" ? 1 : 3 })}
            />
            <SwitchRow name={words.folders} checked={steps.folders} onChange={(folders) => void change({ folders })} />
          </div>
          <p role="status">
            {filled(words.pictures, { count: format.number(preview.count) })}
            {preview.labels.length > 0
              ? ` · ${filled(words.labels, { count: format.number(preview.labels.length) })}: ${preview.labels.slice(0, 8).join(", ")}`
              : ""}
          </p>
          {refused.map(([why, count]) => (
            <p key={why} className="quiet">
              {filled(words.refused[why], { count: format.number(count) })}
            </p>
          ))}
          <PictureGrid shown={preview.shown} side={steps.side} channels={steps.channels} name={words.preview} />
        </>
      ) : null}
      {problem ? (
        <p className="own-problem" role="alert">
          {filled(problem === "few" ? words.fewPictures : words.problems.labels, { count: LEAST_PICTURES })}
        </p>
      ) : null}
      <div className="button-row">
        <Button kind="primary" disabled={busy || !preview || problem !== null} onClick={() => void learn()}>
          {words.learn}
        </Button>
        {preview ? (
          <Button kind="quiet" onClick={() => void forget()}>
            {words.clear}
          </Button>
        ) : null}
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

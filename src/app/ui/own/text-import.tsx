import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from "react";
import { FEW_TEXTS, forFewTexts, forPassage } from "../../../own/text/small.ts";
import { writeSteps } from "../../../own/text/steps.ts";
import { CONTENT_KEY, parseContent } from "../../../schema/content.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { Brought } from "./brought.tsx";
import { FilePicker } from "./file-picker.tsx";
import { SwitchRow } from "./switch-row.tsx";
import { TextPreview } from "./text-preview.tsx";
import { TextStepFields } from "./text-steps.tsx";
import { useTextImporter } from "./use-text-importer.ts";
import { ownWords } from "./words.ts";

const SET = "own-text";
/** How long the typing must rest before it is read. */
const REST_MS = 250;
/** A longer text that is pasted is read like a file: a field that holds it would be slow. */
const LONG = 100_000;

/** Names or a text: pasted, dropped, or from a file; cleaned before one's eyes. */
export function TextImport({ files }: { readonly files: readonly File[] }) {
  const words = ownWords(useLanguage());
  const { learnFrom } = useActions();
  const { reading, openFile, openText, forget, clean, finish } = useTextImporter();
  const [typed, setTyped] = useState("");
  const [file, setFile] = useState<{ readonly content: Blob; readonly name: string } | null>(null);
  const [small, setSmall] = useState(true);
  const asked = useApp(({ fault, config }) => (fault?.code === "contentMissing" ? String(config[CONTENT_KEY]) : null));
  const open = useRef(openFile);
  const { found, steps, preview, busy } = reading;
  const few = steps?.form === "lines" && preview !== null && preview.amount < FEW_TEXTS;
  const problem = found?.problem ?? preview?.problem ?? null;

  function take(content: Blob, name: string): void {
    setTyped("");
    setFile({ content, name });
    void openFile(content, name);
  }

  useEffect(() => {
    const [first] = files;
    if (!first) return;
    setFile({ content: first, name: first.name });
    void open.current(first, first.name);
  }, [files]);

  const read = useRef(openText);
  read.current = openText;
  useEffect(() => {
    if (typed === "") return;
    const timer = setTimeout(() => void read.current(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData.getData("text/plain");
    if (text.length < LONG) return;
    event.preventDefault();
    take(new Blob([text]), words.unnamed);
  }

  function onDrop(event: DragEvent): void {
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    event.preventDefault();
    event.stopPropagation();
    take(dropped, dropped.name);
  }

  async function learn(): Promise<void> {
    const finished = await finish();
    if (!finished || !steps || !preview) return;
    const { value, id, name, data } = finished;
    const suited = steps.form === "passage" ? forPassage : few && small ? forFewTexts(preview.amount) : {};
    const missed = asked === value ? {} : { "data.steps": writeSteps(steps), ...suited };
    await learnFrom({
      kept: { id, set: SET, name: name || words.unnamed, data },
      changes: { [CONTENT_KEY]: value, ...missed },
    });
  }

  const wanted = parseContent(asked ?? "");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well
    <div className="own" onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      {wanted?.kind === "named" ? <p role="status">{filled(words.asked, { name: wanted.name })}</p> : null}
      <textarea
        className="field own-paste"
        aria-label={words.paste}
        placeholder={words.placeholder}
        rows={6}
        // Whatever the script, a line reads in its own direction.
        dir="auto"
        spellCheck={false}
        value={typed}
        onPaste={onPaste}
        onChange={(event) => {
          setFile(null);
          setTyped(event.target.value);
          if (event.target.value === "") forget();
        }}
      />
      <FilePicker
        accept=".txt,.md,.csv,.tsv,text/*"
        words={words}
        name={file?.name ?? null}
        onFiles={([first]) => first && take(first, first.name)}
      />
      {problem ? (
        <p className="own-problem" role="alert">
          {words.problems[problem]}
        </p>
      ) : null}
      {found && steps && !found.problem ? (
        <TextStepFields
          found={found}
          steps={steps}
          onSteps={(next) => void clean(next)}
          onEncoding={file ? (as) => void openFile(file.content, file.name, as) : null}
        />
      ) : null}
      {preview && steps ? <TextPreview preview={preview} form={steps.form} /> : null}
      {few && !problem ? (
        <SwitchRow name={words.small} help={words.smallWhy} checked={small} onChange={setSmall} />
      ) : null}
      <div className="button-row">
        <Button kind="primary" disabled={busy || !preview || problem !== null} onClick={() => void learn()}>
          {words.learn}
        </Button>
        <span className="quiet" role="status">
          {busy ? words.working : words.private}
        </span>
      </div>
      <Brought set={SET} onUse={(data, name) => take(new Blob([data as BlobPart]), name)} />
    </div>
  );
}

import { Copy, Download, GitCompareArrows, Pencil, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import type { RunConfig } from "../../../catalog/config.ts";
import type { KeptRun } from "../../storage/entry.ts";
import { saveFile } from "../charts/save.ts";
import { filled } from "../i18n/filled.ts";
import { useFaultText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { keyWords, shownValue } from "../i18n/words.ts";
import { Button, IconButton } from "../shell/controls/button.tsx";
import { differencesOf } from "../shell/differences.ts";
import { RunThumbnail } from "../shell/run-thumbnail.tsx";
import { useActions, useApp } from "../store.ts";
import { libraryWords } from "./words.ts";

/** Settings by which a run is told from the one on the page; the rest is in the comparison. */
const MOST_DIFFERENCES = 3;
const LONGEST_NAME = 80;

interface LibraryRowProps {
  readonly run: KeptRun;
  /** What it is called, by the visitor or by its set-up. */
  readonly name: string;
  readonly isCurrent: boolean;
}

/** A kept run: what it made, what it is, and what can be done with it. */
export const LibraryRow = memo(function LibraryRow({ run, name, isCurrent }: LibraryRowProps) {
  const t = useT();
  const format = useFormat();
  const words = libraryWords[useLanguage()];
  const faultText = useFaultText();
  const { id, config, problem, elsewhere } = run;
  const date = format.date(run.savedAt);
  const step = format.number(run.step);
  const shown = problem ? t("kept.damaged") : name;
  return (
    <li className="library-run">
      <RunThumbnail view={run.thumbnail} />
      <div className="library-words">
        <Name id={id} name={shown} given={run.name} fixed={problem !== null || elsewhere} />
        <span className="quiet tabular">
          {[filled(words.about, { step, date }), format.duration(run.elapsedMs), format.bytes(run.bytes)].join(" · ")}
        </span>
        <span className="library-about">
          {problem ? faultText(problem) : isCurrent ? words.here : elsewhere ? words.elsewhere : null}
          {config && !problem && !isCurrent ? <Differences config={config} /> : null}
        </span>
      </div>
      <Doings run={run} name={shown} step={step} isCurrent={isCurrent} />
    </li>
  );
});

interface DoingsProps extends LibraryRowProps {
  readonly step: string;
}

function Doings({ run: { id, problem, elsewhere }, name, step, isCurrent }: DoingsProps) {
  const t = useT();
  const words = libraryWords[useLanguage()];
  const { resume, reopen, closeLibrary, besideRun, copyRun, runFile } = useActions();
  const left = useApp((state) => state.history.some((past) => past.id === id));
  const usable = !problem && !isCurrent;

  async function save(): Promise<void> {
    const file = await runFile(id);
    const called = name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
    if (file) saveFile(`${called || "run"}.inkling`, new Blob([file as Uint8Array<ArrayBuffer>]));
  }

  return (
    <div className="library-doings">
      {usable && !elsewhere ? (
        <Button
          small
          kind="primary"
          aria-label={t("kept.resumeThis", { recipe: name, step })}
          onClick={() => {
            closeLibrary();
            void (left ? reopen(id) : resume(id));
          }}
        >
          {t("kept.resume")}
        </Button>
      ) : null}
      {usable ? (
        <>
          <IconButton small kind="quiet" label={filled(words.beside, { name })} onClick={() => void besideRun(id)}>
            <GitCompareArrows size="1em" aria-hidden="true" />
          </IconButton>
          <IconButton small kind="quiet" label={filled(words.copy, { name })} onClick={() => void copyRun(id)}>
            <Copy size="1em" aria-hidden="true" />
          </IconButton>
        </>
      ) : null}
      {problem ? null : (
        <IconButton small kind="quiet" label={filled(words.file, { name })} onClick={() => void save()}>
          <Download size="1em" aria-hidden="true" />
        </IconButton>
      )}
      {isCurrent || elsewhere ? null : <Forget id={id} name={name} step={step} />}
    </div>
  );
}

function Forget({ id, name: recipe, step }: { readonly id: string; readonly name: string; readonly step: string }) {
  const t = useT();
  const { forgetRuns } = useActions();
  const [asking, setAsking] = useState(false);
  return asking ? (
    <Button
      small
      kind="danger"
      aria-label={t("kept.confirmThis", { recipe, step })}
      onBlur={() => setAsking(false)}
      autoFocus
      onClick={() => void forgetRuns([id])}
    >
      {t("kept.confirm")}
    </Button>
  ) : (
    <IconButton label={t("kept.forgetThis", { recipe, step })} kind="quiet" small onClick={() => setAsking(true)}>
      <Trash2 size="1em" aria-hidden="true" />
    </IconButton>
  );
}

interface NameProps {
  readonly id: string;
  readonly name: string;
  /** By the visitor. */
  readonly given: string;
  readonly fixed: boolean;
}

function Name({ id, name, given, fixed }: NameProps) {
  const words = libraryWords[useLanguage()];
  const { renameRun } = useActions();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <span className="library-name">
        <strong title={name}>{name}</strong>
        {fixed ? null : (
          <IconButton small kind="quiet" label={filled(words.rename, { name })} onClick={() => setText(given || name)}>
            <Pencil size="0.9em" aria-hidden="true" />
          </IconButton>
        )}
      </span>
    );
  }
  const done = () => {
    setText(null);
    const wanted = text.trim();
    if (wanted !== given && wanted !== name) void renameRun(id, wanted);
  };
  return (
    <input
      className="library-name"
      aria-label={words.name}
      value={text}
      maxLength={LONGEST_NAME}
      ref={selectAll}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        // Escape leaves the name as it was, and the library open.
        event.stopPropagation();
        if (event.key === "Escape") setText(null);
        if (event.key === "Enter") done();
      }}
    />
  );
}

const selectAll = (input: HTMLInputElement | null) => input?.select();

/** What tells it from the run on the page. */
function Differences({ config }: { readonly config: RunConfig }) {
  const language = useLanguage();
  const words = libraryWords[language];
  const present = useApp((state) => state.applied ?? state.config);
  const keys = differencesOf(config, present);
  const shown = keys.slice(0, MOST_DIFFERENCES).map((key) => {
    const value = config[key] ?? "";
    const said = shownValue(config, key, value, language);
    return typeof value === "string" ? said : `${keyWords(config, key, language).name} ${said}`;
  });
  if (keys.length === 0) return words.same;
  return `${shown.join(" · ")}${keys.length > MOST_DIFFERENCES ? " …" : ""}`;
}

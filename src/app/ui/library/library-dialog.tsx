import { useDeferredValue, useEffect, useEffectEvent, useRef, useState } from "react";
import type { KeptRun } from "../../storage/entry.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Dialog } from "../shell/controls/dialog.tsx";
import { recipeName } from "../shell/recipe-name.ts";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import libraryStyles from "./library.css?inline";
import { LibraryRow } from "./library-row.tsx";
import { libraryWords } from "./words.ts";

adopt(libraryStyles);

/** Drawn at once: as many as one sees, and a few more. */
const ROWS = 10;

/** Every run that is kept in this browser: found by its name, gone on with, put beside, copied, taken along, deleted. */
export default function LibraryDialog() {
  const t = useT();
  const language = useLanguage();
  const words = libraryWords[language];
  const { closeLibrary } = useActions();
  const library = useApp((state) => state.library);
  const [text, setText] = useState("");
  const [drawn, setDrawn] = useState(ROWS);
  const asked = useDeferredValue(text.trim().toLocaleLowerCase(language));
  if (!library) return null;
  const { runs, current } = library;
  const nameOf = ({ name, config, preset }: KeptRun) => name || recipeName(config, preset, language);
  const matches = ({ config, ...run }: KeptRun) =>
    `${nameOf({ config, ...run })} ${config?.["data.set"]} ${config?.["model.family"]}`
      .toLocaleLowerCase(language)
      .includes(asked);
  const found = asked === "" ? runs : runs.filter(matches);
  return (
    <Dialog title={t("kept.title")} onClose={closeLibrary} wide>
      <p className="quiet">{t("kept.note")}</p>
      <Tools text={text} onText={setText} />
      {found.length > 0 ? (
        <ul className="library">
          {found.slice(0, drawn).map((run) => (
            <LibraryRow key={run.id} run={run} name={nameOf(run)} isCurrent={run.id === current} />
          ))}
          {found.length > drawn ? <More key={drawn} onSeen={() => setDrawn(drawn + ROWS)} /> : null}
        </ul>
      ) : (
        <p className="library-none">{runs.length === 0 ? words.none : filled(words.noMatch, { text: text.trim() })}</p>
      )}
      <Foot runs={runs} current={current} />
    </Dialog>
  );
}

/** The end of the rows so far: coming near it brings more. */
function More({ onSeen }: { readonly onSeen: () => void }) {
  const end = useRef<HTMLLIElement>(null);
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && seen(), { rootMargin: "800px" });
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return <li ref={end} className="library-more" />;
}

interface ToolsProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Tools({ text, onText }: ToolsProps) {
  const words = libraryWords[useLanguage()];
  const { openRunFile } = useActions();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="library-tools">
      <input
        className="field"
        type="search"
        value={text}
        placeholder={words.search}
        aria-label={words.search}
        onChange={(event) => onText(event.target.value)}
      />
      <Button title={words.openHint} onClick={() => picker.current?.click()}>
        {words.open}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".inkling"
        data-run-file=""
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void openRunFile(file);
          target.value = "";
        }}
      />
    </div>
  );
}

interface FootProps {
  readonly runs: readonly KeptRun[];
  readonly current: string;
}

/** How much room the runs take, and who may free it. */
function Foot({ runs, current }: FootProps) {
  const format = useFormat();
  const words = libraryWords[useLanguage()];
  const { forgetRuns, keepForGood } = useActions();
  const [agreed, setAgreed] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const counted = (count: number) => filled(words.runs[count === 1 ? "one" : "other"], { count: format.number(count) });
  const size = format.bytes(runs.reduce((sum, { bytes }) => sum + bytes, 0));
  const others = runs.filter(({ id, elsewhere }) => id !== current && !elsewhere).map(({ id }) => id);
  if (runs.length === 0) return null;
  return (
    <footer className="library-foot">
      <span className="quiet tabular">{filled(words.total, { runs: counted(runs.length), size })}</span>
      <span role="status" className="quiet library-agreed">
        {agreed === null ? "" : agreed ? words.kept : words.notKept}
      </span>
      <Button small title={words.keepHint} onClick={() => void keepForGood().then(setAgreed)}>
        {words.keep}
      </Button>
      {others.length === 0 ? null : asking ? (
        <Button
          small
          kind="danger"
          autoFocus
          onBlur={() => setAsking(false)}
          onClick={() => {
            setAsking(false);
            void forgetRuns(others);
          }}
        >
          {filled(words.deleteAllSure, { runs: counted(others.length) })}
        </Button>
      ) : (
        <Button small kind="quiet" onClick={() => setAsking(true)}>
          {words.deleteAll}
        </Button>
      )}
    </footer>
  );
}

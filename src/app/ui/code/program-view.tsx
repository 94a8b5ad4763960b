import { type FunctionComponent, useEffect, useMemo, useRef, useState } from "react";
import type { RunConfig } from "../../../catalog/config.ts";
import { programLines, programText } from "../../../export/program/template.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { saveFile } from "../charts/save.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { CodeLines } from "./code-lines.tsx";
import { usePointedSetting } from "./use-pointed-setting.ts";
import { codeWords } from "./words.ts";

/** Writes a set-up as a program, its files in the order in which they are read; `null` where it cannot. */
type Write = (config: RunConfig, facts: DatasetFacts) => { readonly files: Readonly<Record<string, string>> } | null;

export interface ProgramViewProps {
  readonly config: RunConfig;
  readonly facts: DatasetFacts;
}

/** The set-up as `write` writes it, following every control; the lines that a control decides are marked while it is pointed at. */
export function programView(write: Write): FunctionComponent<ProgramViewProps> {
  return function ProgramView({ config, facts }) {
    const words = codeWords[useLanguage()];
    const program = useMemo(() => write(config, facts), [config, facts]);
    const names = Object.keys(program?.files ?? {});
    const [wanted, setWanted] = useState(names[0] ?? "");
    const file = names.includes(wanted) ? wanted : (names[0] ?? "");
    const [copied, setCopied] = useState<boolean | null>(null);
    const setting = usePointedSetting();
    const source = program?.files[file] ?? "";
    const lines = useMemo(() => programLines(source), [source]);
    const shown = useRef(source);
    useEffect(() => {
      if (shown.current !== source) setCopied(null);
      shown.current = source;
    }, [source]);

    if (!program) return <p className="quiet">{words.none}</p>;

    async function copy(): Promise<void> {
      try {
        await navigator.clipboard.writeText(programText(source));
        setCopied(true);
      } catch {
        setCopied(false);
      }
    }

    return (
      <>
        <Segmented
          label={words.file}
          segments={names.map((name) => ({
            value: name,
            name: <FileName name={name} marked={follows(program.files[name] ?? "", setting)} />,
          }))}
          value={file}
          onChange={setWanted}
        />
        <Button small={true} onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button small={true} onClick={() => saveFile(file, new Blob([programText(source)], { type: "text/plain" }))}>
          {words.save}
        </Button>
        <span role="status" className="quiet">
          {copied === null ? "" : copied ? words.copied : words.notCopied}
        </span>
        <CodeLines lines={lines} setting={setting} name={file} />
      </>
    );
  };
}

const follows = (source: string, setting: string | null) =>
  setting !== null && programLines(source).some(({ keys }) => keys.includes(setting));

function FileName({ name, marked }: { readonly name: string; readonly marked: boolean }) {
  return <b className={marked ? "code-file code-file-marked" : "code-file"}>{name}</b>;
}

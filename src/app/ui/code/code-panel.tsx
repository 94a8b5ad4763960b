import { useEffect, useMemo, useRef, useState } from "react";
import { torchProgram } from "../../../catalog/torch.ts";
import { programLines, programText } from "../../../export/program/template.ts";
import { saveFile } from "../charts/save.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { factsFit } from "../recipe/facts.ts";
import { Button } from "../shell/controls/button.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { useApp, useAppShallow } from "../store.ts";
import { CodeLines } from "./code-lines.tsx";
import { ProjectBar } from "./project-bar.tsx";
import { usePointedSetting } from "./use-pointed-setting.ts";
import { codeWords } from "./words.ts";

const FILES = ["model.py", "train.py"] as const;

/** The set-up in PyTorch, following every control; the lines that a control decides are marked while it is pointed at. */
export default function CodePanel() {
  const words = codeWords[useLanguage()];
  const fits = useApp(factsFit);
  const { config, facts } = useAppShallow((state) => ({
    config: factsFit(state) ? state.config : (state.applied ?? state.config),
    facts: state.facts,
  }));
  const [file, setFile] = useState<(typeof FILES)[number]>("model.py");
  const [copied, setCopied] = useState<boolean | null>(null);
  const setting = usePointedSetting();
  const program = useMemo(() => facts && torchProgram(config, facts), [config, facts]);
  const source = program?.files[file] ?? "";
  const lines = useMemo(() => programLines(source), [source]);
  const shown = useRef(source);
  useEffect(() => {
    if (shown.current !== source) setCopied(null);
    shown.current = source;
  }, [source]);

  if (!facts) return <p className="quiet">{words.waiting}</p>;
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
      <p className="quiet">{fits ? words.explain : words.applied}</p>
      <div className="code-bar">
        <Segmented
          label={words.file}
          segments={FILES.map((name) => ({
            value: name,
            name: <FileName name={name} marked={follows(program.files[name], setting)} />,
          }))}
          value={file}
          onChange={setFile}
        />
        <Button small={true} onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button small={true} onClick={() => saveFile(file, new Blob([programText(source)], { type: "text/x-python" }))}>
          {words.save}
        </Button>
        <span role="status" className="quiet">
          {copied === null ? "" : copied ? words.copied : words.notCopied}
        </span>
      </div>
      <ProjectBar />
      <CodeLines lines={lines} setting={setting} name={file} />
    </>
  );
}

const follows = (source: string, setting: string | null) =>
  setting !== null && programLines(source).some(({ keys }) => keys.includes(setting));

function FileName({ name, marked }: { readonly name: string; readonly marked: boolean }) {
  return <b className={marked ? "code-file code-file-marked" : "code-file"}>{name}</b>;
}

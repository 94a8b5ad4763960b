import { useState } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useLanguage } from "../i18n/i18n.ts";
import { adopt } from "../styles/adopt.ts";
import codeStyles from "./code.css?inline";
import { codeWords } from "./words.ts";

adopt(codeStyles);

const CodePanel = lazyPart(() => import("./code-panel.tsx"));

/** The set-up as a program, folded away until somebody asks. */
export default function CodeSection() {
  const words = codeWords[useLanguage()];
  const [open, setOpen] = useState(false);
  return (
    <details className="panel code" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{words.name}</strong> <span className="quiet">{words.hint}</span>
      </summary>
      {open ? (
        <Part name={words.name}>
          <CodePanel />
        </Part>
      ) : null}
    </details>
  );
}

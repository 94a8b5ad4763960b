import { memo, useEffect, useRef } from "react";
import type { ProgramLine } from "../../../export/program/template.ts";
import { type Piece, piecesOf } from "./highlight.ts";

interface CodeLinesProps {
  readonly lines: readonly ProgramLine[];
  /** The control whose lines are marked. */
  readonly setting: string | null;
  readonly name: string;
}

/** A program with coloured strings, comments and keywords. The first marked line comes into view. */
export function CodeLines({ lines, setting, name }: CodeLinesProps) {
  const box = useRef<HTMLElement>(null);
  const isMarked = ({ keys }: ProgramLine) => setting !== null && keys.includes(setting);
  const first = lines.findIndex(isMarked);
  useEffect(() => {
    const { current } = box;
    const line = first < 0 ? null : current?.querySelectorAll<HTMLElement>(".code-line")[first];
    if (!current || !line) return;
    const [top, bottom] = [line.offsetTop, line.offsetTop + line.offsetHeight];
    if (top < current.scrollTop || bottom > current.scrollTop + current.clientHeight) {
      current.scrollTop = top - current.clientHeight / 3;
    }
  }, [first]);
  const pieces = piecesOf(
    lines.map(({ text }) => text),
    name,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section ref={box} className="code-lines" tabIndex={0} aria-label={name}>
      <pre>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
          <CodeLine key={at} pieces={pieces[at] ?? []} marked={isMarked(line)} />
        ))}
      </pre>
    </section>
  );
}

interface CodeLineProps {
  readonly pieces: readonly Piece[];
  readonly marked: boolean;
}

const CodeLine = memo(function CodeLine({ pieces, marked }: CodeLineProps) {
  return (
    <span className={marked ? "code-line code-line-marked" : "code-line"}>
      {pieces.map(({ kind, text }, at) =>
        kind === "plain" ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces stay in their order
          <span key={at} className={`code-${kind}`}>
            {text}
          </span>
        ),
      )}
      {"\n"}
    </span>
  );
});

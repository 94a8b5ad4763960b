import type { CSSProperties } from "react";
import { pitchName } from "../../../../core/melody/notation.ts";
import type { Melody } from "../../../../core/melody/read.ts";
import { filled } from "../../i18n/filled.ts";
import { useLanguage } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import melodyStyles from "./melody.css?inline";
import { outlineOf } from "./outline.ts";
import { melodyWords } from "./words.ts";

adopt(melodyStyles);

interface RollProps {
  readonly melody: Melody;
  /** While it is heard: how long it takes, in seconds. */
  readonly durationS?: number | undefined;
}

/** A melody as a piano roll: bars that are too short or too long are tinted, and a line goes along while it is heard. */
export function Roll({ melody, durationS }: RollProps) {
  const name = useSpoken(melody);
  const { width, rows, notes, bars, wrong } = outlineOf(melody);
  return (
    <span className="roll" title={name}>
      <svg viewBox={`0 0 ${width} ${rows}`} preserveAspectRatio="none" role="img" aria-label={name}>
        {wrong.map(({ x, width: wide }) => (
          <rect key={x} className="roll-wrong" x={x} y="0" width={Math.max(wide, 0.5)} height={rows} />
        ))}
        <path className="roll-bars" d={bars} vectorEffect="non-scaling-stroke" />
        <path className="roll-notes" d={notes} />
      </svg>
      {durationS === undefined ? null : (
        <span className="roll-head" style={{ "--duration": `${durationS}s` } as CSSProperties} aria-hidden="true" />
      )}
    </span>
  );
}

/** What a melody is, for those who do not see it. */
function useSpoken({ metre, bars, notes, problems }: Melody): string {
  const words = melodyWords(useLanguage());
  if (notes.length === 0) return words.empty;
  const pitches = notes.map(({ pitch }) => pitch);
  const [lowest, highest] = [Math.min(...pitches), Math.max(...pitches)].map(pitchName) as [string, string];
  return [
    filled(words.roll, { metre: `${metre.beats}/${metre.unit}`, bars: bars.length, notes: notes.length }),
    filled(words.range, { lowest, highest }),
    ...problems.map((problem) => words.problems[problem]),
  ].join(" · ");
}

import { LOWEST, pitchName } from "../../../../core/melody/notation.ts";

/** An octave and a half, from C4 to F5. */
export const HIGHEST_KEY = LOWEST + 17;
const BLACK = new Set([1, 3, 6, 8, 10]);
const isBlack = (pitch: number) => BLACK.has(pitch % 12);

interface PianoProps {
  readonly name: string;
  readonly onPress: (pitch: number) => void;
  /** A key that is just being heard. */
  readonly lit: number | null;
}

/** Keys to tap; each is a button by the name of its note. */
export function Piano({ name, onPress, lit }: PianoProps) {
  const pitches = Array.from({ length: HIGHEST_KEY - LOWEST + 1 }, (_, i) => LOWEST + i);
  const whites = pitches.filter((pitch) => !isBlack(pitch));
  return (
    <fieldset className="piano">
      <legend className="visually-hidden">{name}</legend>
      {pitches.map((pitch) => {
        const before = whites.filter((white) => white < pitch).length;
        const black = isBlack(pitch);
        const left = ((black ? before - 0.3 : before) / whites.length) * 100;
        return (
          <button
            key={pitch}
            type="button"
            className={`piano-key piano-${black ? "black" : "white"}`}
            style={{ left: `${left}%`, width: `${((black ? 0.6 : 1) / whites.length) * 100}%` }}
            aria-label={pitchName(pitch)}
            data-lit={lit === pitch || undefined}
            // It is heard when it goes down, as on any piano; a click without a pointer is a key of the computer's.
            onPointerDown={(event) => {
              event.currentTarget.releasePointerCapture?.(event.pointerId);
              onPress(pitch);
            }}
            onClick={(event) => {
              if (event.detail === 0) onPress(pitch);
            }}
          >
            {pitch % 12 === 0 ? <span aria-hidden="true">{pitchName(pitch)}</span> : null}
          </button>
        );
      })}
    </fieldset>
  );
}

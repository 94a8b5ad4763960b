import { Heart } from "lucide-react";
import type { CSSProperties } from "react";
import { useLabelName } from "../family.tsx";
import type { Person } from "./people.ts";
import { PlayButton, readingOf, Sample } from "./sample.tsx";
import type { Answer } from "./use-decoded.ts";
import { useTogetherWords } from "./use-words.ts";

/** What marks the picked ones: a heart, their turn, or a letter. */
export type Marks = "hearts" | "turns" | "letters";

interface CrowdProps {
  readonly people: readonly Person[];
  /** The accessible name of the list. */
  readonly name: string;
  readonly small?: boolean;
  readonly answer: Answer<readonly Person[]> | null;
  readonly picked: readonly number[];
  readonly marks: Marks;
  readonly onPick: (id: number) => void;
}

export const letterOf = (place: number): string => String.fromCharCode(65 + (place % 26));

/** Samples as cards to pick from. */
export function Crowd({ people, name, small = false, answer, picked, marks, onPick }: CrowdProps) {
  const { words, fill } = useTogetherWords();
  const labelName = useLabelName();
  const places = new Map(answer?.of.map(({ id }, index) => [id, index]));
  const shown = answer?.view.shown;
  return (
    <ul className="together-crowd" aria-label={name} data-kind={shown?.kind} data-small={small || undefined}>
      {people.map(({ id, label }, i) => {
        const index = places.get(id);
        const turn = picked.indexOf(id);
        const title = fill(words.one, { index: i + 1 });
        const about = label ? labelName(label) : "";
        const says = index === undefined ? "" : readingOf(shown, index);
        return (
          <li key={id} className="together-card" style={{ "--turn": i } as CSSProperties}>
            <button
              type="button"
              className="together-pick"
              aria-pressed={turn >= 0}
              aria-label={[title, says, about].filter(Boolean).join(", ")}
              onClick={() => onPick(id)}
            >
              <span className="together-frame">
                {shown && index !== undefined ? <Sample view={shown} index={index} /> : null}
              </span>
              {about && !small ? <span className="together-label">{about}</span> : null}
              {turn >= 0 ? (
                <span className="together-mark" data-marks={marks} aria-hidden="true">
                  {marks === "hearts" ? (
                    <Heart size="0.85em" fill="currentColor" />
                  ) : marks === "turns" ? (
                    turn + 1
                  ) : (
                    letterOf(turn)
                  )}
                </span>
              ) : null}
            </button>
            {shown && index !== undefined ? (
              <PlayButton view={shown} index={index} label={fill(words.play, { index: i + 1 })} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

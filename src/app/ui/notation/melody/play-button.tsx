import { Play, Square } from "lucide-react";
import { useEffect } from "react";
import type { Melody } from "../../../../core/melody/read.ts";
import { useLanguage } from "../../i18n/i18n.ts";
import { IconButton } from "../../shell/controls/button.tsx";
import { playMelody, stopIfHeard, stopMelody, useHeard } from "./player.ts";
import { melodyWords } from "./words.ts";

interface PlayButtonProps {
  /** Whose melody it is. */
  readonly id: string;
  readonly text: string;
  readonly melody: Melody;
  /** The accessible name while it is silent. */
  readonly name: string;
}

/** Plays a melody, or stops it; it stops when it goes away. */
export function PlayButton({ id, text, melody, name }: PlayButtonProps) {
  const words = melodyWords(useLanguage());
  const heard = useHeard(id);
  useEffect(() => () => stopIfHeard(id), [id]);
  return (
    <IconButton
      small
      className="roll-play"
      label={heard ? words.stop : name}
      disabled={!heard && melody.notes.length === 0}
      onClick={() => (heard ? stopMelody() : playMelody(id, text, melody))}
    >
      {heard ? <Square size="1.05em" aria-hidden="true" /> : <Play size="1.05em" aria-hidden="true" />}
    </IconButton>
  );
}

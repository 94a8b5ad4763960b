import { useId, useMemo } from "react";
import { readMelody } from "../../../../core/melody/read.ts";
import { useLanguage } from "../../i18n/i18n.ts";
import type { NotatedTextProps } from "../contract.ts";
import { PlayButton } from "./play-button.tsx";
import { useHeard } from "./player.ts";
import { Roll } from "./roll.tsx";
import { melodyWords } from "./words.ts";

/** One melody in a row: its roll, and a button to hear it. */
export default function MelodyLine({ text }: NotatedTextProps) {
  const id = useId();
  const words = melodyWords(useLanguage());
  const melody = useMemo(() => readMelody(text), [text]);
  const heard = useHeard(id);
  return (
    <span className="melody-line">
      <PlayButton id={id} text={text} melody={melody} name={words.playOne} />
      <Roll melody={melody} durationS={heard?.durationS} />
    </span>
  );
}

import { Volume1, Volume2, VolumeX } from "lucide-react";
import { filled } from "../i18n/filled.ts";
import { useFormat } from "../i18n/i18n.ts";
import { Slider } from "../shell/controls/slider.tsx";
import { useActions } from "../store.ts";
import { output } from "./output.ts";
import { useSoundWords } from "./use-sound-words.ts";
import { loudnessOf, useVolume } from "./use-volume.ts";

const STOPS = Array.from({ length: 21 }, (_, i) => i / 20);

/** How loud everything is. */
export function Volume() {
  const words = useSoundWords();
  const format = useFormat();
  const { setVolume } = useActions();
  const volume = useVolume();
  const Icon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  return (
    <span className="sound-volume" title={words.volume}>
      <Icon size="1.2em" aria-hidden="true" />
      <Slider
        label={words.volume}
        stops={STOPS}
        value={volume}
        valueText={(value) => filled(words.percent, { value: format.number(Math.round(100 * value)) })}
        onDraft={(draft) => draft !== null && output.setVolume(loudnessOf(draft))}
        onChange={setVolume}
      />
    </span>
  );
}

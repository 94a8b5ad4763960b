import { useId } from "react";
import { Switch } from "../shell/controls/switch.tsx";
import { useActions, useApp } from "../store.ts";
import { useAutoPlay } from "./use-auto-play.ts";
import { Volume } from "./volume.tsx";
import "./waves-style.ts";
import { useSoundWords } from "./use-sound-words.ts";

/** How samples are heard: by themselves while the model learns, and how loud. */
export default function SoundBar() {
  const words = useSoundWords();
  const id = useId();
  const { setListening } = useActions();
  const listening = useApp((state) => state.listening);
  useAutoPlay(listening);
  return (
    <span className="sound-bar">
      <label htmlFor={id} title={words.listenHint}>
        {words.listen}
      </label>
      <Switch id={id} checked={listening} onChange={setListening} />
      <Volume />
    </span>
  );
}

import { useRef, useState } from "react";
import {
  createSoundImporter,
  type SoundFile,
  type SoundPreview,
  type SoundSteps,
} from "../../../own/sounds/importer.ts";
import { decodeSound } from "./decode-sound.ts";

const FIRST: SoundSteps = { onsets: true, level: true, folders: true };

/** An importer of sounds. It works where the page does: browsers decode sound nowhere else, and on a thread of their own. */
export function useSoundImporter() {
  const [importer] = useState(() => createSoundImporter(decodeSound));
  const newest = useRef(0);
  const [steps, setSteps] = useState(FIRST);
  const [preview, setPreview] = useState<SoundPreview | null>(null);
  const [busy, setBusy] = useState(false);

  async function show(next: SoundSteps, files: readonly SoundFile[] = []): Promise<void> {
    const mine = ++newest.current;
    setSteps(next);
    setBusy(true);
    await importer.add(files);
    if (mine !== newest.current) return;
    setPreview(importer.preview(next));
    setBusy(false);
  }

  return {
    steps,
    preview,
    busy,
    add: (files: readonly SoundFile[]) => show(steps, files),
    change: (some: Partial<SoundSteps>) => show({ ...steps, ...some }),
    forget(): void {
      newest.current++;
      importer.forget();
      setPreview(null);
      setBusy(false);
    },
    finish: () => importer.finish(),
  };
}

import { wrap } from "comlink";
import { useEffect, useRef, useState } from "react";
import type { PickedFile, PictureImporter, PicturePreview, PictureSteps } from "../../../own/pictures/importer.ts";

const FIRST: PictureSteps = { side: 28, channels: 3, folders: true };

/** An importer of pictures in a worker of its own, which ends with the component; one question at a time. */
export function usePictureImporter() {
  const importer = useRef<PictureImporter | null>(null);
  const newest = useRef(0);
  const [steps, setSteps] = useState(FIRST);
  const [preview, setPreview] = useState<PicturePreview | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const worker = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module", name: "pictures" });
    importer.current = wrap<PictureImporter>(worker) as unknown as PictureImporter;
    return () => {
      importer.current = null;
      worker.terminate();
    };
  }, []);

  async function show(next: PictureSteps, files: readonly PickedFile[] = []): Promise<void> {
    const mine = ++newest.current;
    setSteps(next);
    setBusy(true);
    if (files.length > 0) await importer.current?.add(files);
    const found = (await importer.current?.preview(next)) ?? null;
    if (mine !== newest.current) return;
    setPreview(found);
    setBusy(false);
  }

  return {
    steps,
    preview,
    busy,
    add: (files: readonly PickedFile[]) => show(steps, files),
    change: (some: Partial<PictureSteps>) => show({ ...steps, ...some }),
    async forget(): Promise<void> {
      newest.current++;
      await importer.current?.forget();
      setPreview(null);
      setBusy(false);
    },
    finish: async () => (await importer.current?.finish()) ?? null,
  };
}

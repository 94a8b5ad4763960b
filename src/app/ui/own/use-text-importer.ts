import { wrap } from "comlink";
import { useEffect, useRef, useState } from "react";
import type { TextSteps } from "../../../own/text/clean.ts";
import type { Encoding } from "../../../own/text/encoding.ts";
import type { FinishedText, FoundText, TextImporter, TextPreview } from "../../../own/text/importer.ts";

/** What is being read, and what it would be learned as. */
export interface Reading {
  readonly found: FoundText | null;
  readonly steps: TextSteps | null;
  readonly preview: TextPreview | null;
  readonly busy: boolean;
}

const NOTHING: Reading = { found: null, steps: null, preview: null, busy: false };

/** An importer in a worker of its own, which ends with the component; the newest question counts. */
export function useTextImporter() {
  const importer = useRef<TextImporter | null>(null);
  const newest = useRef(0);
  const [reading, setReading] = useState<Reading>(NOTHING);

  useEffect(() => {
    const worker = new Worker(new URL("./text-worker.ts", import.meta.url), { type: "module", name: "text" });
    importer.current = wrap<TextImporter>(worker) as unknown as TextImporter;
    return () => {
      importer.current = null;
      worker.terminate();
    };
  }, []);

  async function open(ask: (api: TextImporter) => Promise<FoundText>): Promise<void> {
    const mine = ++newest.current;
    const api = importer.current;
    if (!api) return;
    setReading((before) => ({ ...before, busy: true }));
    const found = await ask(api);
    if (mine !== newest.current) return;
    const preview = found.problem ? null : await api.preview(found.steps);
    if (mine === newest.current) setReading({ found, steps: found.steps, preview, busy: false });
  }

  return {
    reading,
    openFile: (file: Blob, name: string, as?: Encoding) => open((api) => api.openFile(file, name, as)),
    openText: (text: string) => open((api) => api.openText(text)),
    forget(): void {
      newest.current++;
      setReading(NOTHING);
    },
    async clean(steps: TextSteps): Promise<void> {
      const mine = ++newest.current;
      setReading((before) => ({ ...before, steps, busy: true }));
      const preview = (await importer.current?.preview(steps)) ?? null;
      if (mine === newest.current) setReading((before) => ({ ...before, preview, busy: false }));
    },
    finish: async (): Promise<FinishedText | null> => (await importer.current?.finish()) ?? null,
  };
}

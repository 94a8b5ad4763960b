import { Download, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useApp, useAppContext } from "../store.ts";
import { saveFile } from "./save.ts";
import { writeCsv } from "./write-csv.ts";

type Writing = { readonly kind: "idle" | "failed" } | { readonly kind: "writing"; readonly done: number };

/** Shorter than this it is not worth a word. */
const PATIENCE = 0.999;

/** Downloads all series as a file; while a long one is written, how far it is, and a way to call it off. */
export function CsvButton() {
  const t = useT();
  const format = useFormat();
  const { store } = useAppContext();
  const empty = useApp((state) => state.series.rows === 0);
  const exactFrom = useApp((state) => Math.floor(state.series.exactFrom / 1e5) * 1e5);
  const [state, setState] = useState<Writing>({ kind: "idle" });
  const writing = useRef<AbortController | null>(null);
  useEffect(() => () => writing.current?.abort(), []);

  async function write(): Promise<void> {
    const { series, step } = store.getState();
    const controller = new AbortController();
    writing.current = controller;
    try {
      const onProgress = (done: number) => {
        if (done < PATIENCE) setState({ kind: "writing", done: Math.floor(done * 50) / 50 });
      };
      const file = await writeCsv(series, onProgress, controller.signal);
      saveFile(`inkling-${step}.csv`, file);
      setState({ kind: "idle" });
    } catch {
      setState({ kind: controller.signal.aborted ? "idle" : "failed" });
    } finally {
      writing.current = null;
    }
  }

  if (state.kind === "writing") {
    return (
      <Button small title={t("stage.chart.csvCancel")} onClick={() => writing.current?.abort()}>
        <X size="1em" aria-hidden="true" /> <span className="tabular">{format.percent(state.done)}</span>
        <span className="visually-hidden">{t("stage.chart.csvCancel")}</span>
      </Button>
    );
  }
  const hint = [
    t("stage.chart.csvHint"),
    exactFrom > 0 ? t("stage.chart.csvThinned", { step: format.number(exactFrom) }) : "",
    state.kind === "failed" ? t("stage.chart.csvFailed") : "",
  ].join(" ");
  return (
    <>
      <Button small title={hint.trim()} onClick={() => void write()} disabled={empty}>
        <Download size="1em" aria-hidden="true" /> {t("stage.chart.csv")}
      </Button>
      {state.kind === "failed" ? (
        <span role="alert" className="chart-note">
          {t("stage.chart.csvFailed")}
        </span>
      ) : null}
    </>
  );
}

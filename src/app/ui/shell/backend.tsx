import { useRef, useState } from "react";
import type { State } from "../../state/state.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";
import { onOneThread } from "./conditions.tsx";

const BackendMenu = lazyPart(() => import("./backend-menu.tsx"));

/** How many backends were timed, where the one in use was the fastest of two or more; else 0. */
export function fastestOf({ backend, measures }: Pick<State, "backend" | "measures">): number {
  const timed = (measures ?? []).filter((measure) => measure.stepsPerSecond !== null);
  const best = timed.reduce((a, b) => ((b.stepsPerSecond ?? 0) > (a?.stepsPerSecond ?? 0) ? b : a), timed[0]);
  return timed.length > 1 && best?.kind === backend?.kind ? timed.length : 0;
}

/** What computes, in a word; a press shows what was measured and lets one choose another. */
export function BackendBadge() {
  const t = useT();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const backend = useApp((state) => state.backend);
  const fastest = useApp(fastestOf);

  const name = backend ? t(`shell.backend.short.${backend.kind}`) : t("shell.backend.opening");
  const detail = backend?.software
    ? t("shell.backend.software")
    : backend?.kind === "wasm" && onOneThread()
      ? t("conditions.oneThread")
      : fastest > 0
        ? t("shell.backend.fastest", { count: fastest })
        : "";
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="badge"
        aria-label={`${t("shell.backend.name")}: ${[name, detail].filter(Boolean).join(" · ")}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={backend?.description}
        onClick={() => setOpen(!open)}
      >
        <i className={`lamp${backend ? (backend.software ? " lamp-software" : " lamp-on") : ""}`} aria-hidden="true" />
        <b>{name}</b>
        {detail ? <span className="badge-detail"> · {detail}</span> : null}
      </button>
      {open ? (
        <Part name={t("shell.backend.name")} form="dialog" onClose={() => setOpen(false)}>
          <BackendMenu anchor={anchor} onOpenChange={setOpen} />
        </Part>
      ) : null}
    </>
  );
}

import { Archive } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { useT } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";
import { Button } from "./controls/button.tsx";
import { Popover } from "./controls/popover.tsx";

const KeptList = lazyPart(() => import("./kept-list.tsx"));

/** Runs of earlier visits and closed tabs: to go on with, or to delete. */
export function KeptRuns() {
  const t = useT();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const all = useApp((state) => state.kept);
  const history = useApp((state) => state.history);
  const kept = useMemo(() => all.filter(({ id }) => !history.some((past) => past.id === id)), [all, history]);
  if (kept.length === 0) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button ref={anchor} kind="quiet" small aria-expanded={open} onClick={() => setOpen(!open)}>
        <Archive size="1em" aria-hidden="true" />
        {t("kept.open", { count: kept.length })}
      </Button>
      <Popover
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        label={t("kept.title")}
        side="top"
        align="start"
        className="kept"
      >
        <KeptList runs={kept} onResume={close} />
      </Popover>
    </>
  );
}

import { Archive } from "lucide-react";
import { useMemo } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button } from "./controls/button.tsx";

const LibraryDialog = lazyPart(() => import("../library/library-dialog.tsx"));

/** The way to the runs that are kept; how many there are of earlier visits and closed tabs. */
export function KeptRuns() {
  const t = useT();
  const all = useApp((state) => state.kept);
  const history = useApp((state) => state.history);
  const open = useApp((state) => state.library !== null);
  const { openLibrary, closeLibrary } = useActions();
  const count = useMemo(() => all.filter(({ id }) => !history.some((past) => past.id === id)).length, [all, history]);
  return (
    <>
      <Button kind="quiet" small aria-haspopup="dialog" onClick={() => void openLibrary()}>
        <Archive size="1em" aria-hidden="true" />
        {count > 0 ? t("kept.open", { count }) : t("kept.title")}
      </Button>
      {open ? (
        <Part name={t("kept.title")} form="dialog" onClose={closeLibrary}>
          <LibraryDialog />
        </Part>
      ) : null}
    </>
  );
}

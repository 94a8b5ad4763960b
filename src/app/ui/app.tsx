import { useState } from "react";
import { localValues } from "../state/browser.ts";
import { lazyPart } from "./failure/late-part.tsx";
import { Part } from "./failure/part.tsx";
import { useFetchAhead } from "./failure/use-fetch-ahead.ts";
import { useT } from "./i18n/i18n.ts";
import { StatusPanel } from "./instruments/status-panel.tsx";
import { Recipe } from "./recipe/recipe.tsx";
import { Announcer } from "./shell/announcer.tsx";
import { Floats } from "./shell/messages.tsx";
import { Runs } from "./shell/runs.tsx";
import { SkipLink } from "./shell/skip-link.tsx";
import { TopBar } from "./shell/top-bar.tsx";
import { useDocument } from "./shell/use-document.ts";
import { useDrop } from "./shell/use-drop.ts";
import { useKeys } from "./shell/use-keys.ts";
import { Stage } from "./stage/stage.tsx";
import { useActions, useApp } from "./store.ts";

const Instruments = lazyPart(() => import("./instruments/instruments.tsx"));
const CodeSection = lazyPart(() => import("./code/code-section.tsx"));
const ShareDialog = lazyPart(() => import("./shell/share-dialog.tsx"));
const OwnDialog = lazyPart(() => import("./own/own-dialog.tsx"));
const Lessons = lazyPart(() => import("./lessons/lessons.tsx"));
const HelpDialog = lazyPart(() => import("./shell/help-dialog.tsx"));

/** The whole page. */
export function AppPage() {
  const [dialog, setDialog] = useState<"share" | "help" | "lessons" | null>(null);
  // Who was in a lesson finds it again.
  const [taught, setTaught] = useState(() => localValues.get("inkling.lessons") !== null);
  const onShare = () => setDialog("share");
  const onHelp = () => setDialog("help");
  const close = () => setDialog(null);
  const onLessons = () => {
    setTaught(true);
    setDialog("lessons");
  };
  const t = useT();
  useDocument();
  const bringing = useApp((state) => state.bringing !== null);
  const racing = useApp((state) => state.race !== null);
  const { stopBringing } = useActions();
  useKeys({ onShare, onHelp, idle: dialog === null && !bringing && !racing });
  useDrop();
  useFetchAhead();
  return (
    <div className="app">
      <SkipLink />
      <TopBar onShare={onShare} onLessons={onLessons} onHelp={onHelp} />
      {taught ? (
        <Part
          name={t("shell.lessons")}
          form="dialog"
          onClose={() => {
            setTaught(false);
            close();
          }}
        >
          <Lessons open={dialog === "lessons"} onOpen={onLessons} onClose={close} />
        </Part>
      ) : null}
      <main className="workbench">
        <Recipe />
        <Part name={t("stage.status.name")} form="inline">
          <StatusPanel />
        </Part>
        <div className="stage-column">
          <Part name={t("stage.samples")}>
            <Stage />
          </Part>
          <Part name="PyTorch" form="inline">
            <CodeSection />
          </Part>
        </div>
        <div className="instruments-column">
          <Part name={t("stage.lossCurves")} coming={<div className="panel instruments-coming" />}>
            <Instruments />
          </Part>
        </div>
      </main>
      <Part name={t("shell.runs.name")} form="inline">
        <Runs />
      </Part>
      <Part name={t("shell.notices")} form="dialog">
        <Floats />
      </Part>
      <Part name={t("shell.notices")} form="dialog">
        <Announcer />
      </Part>
      {bringing ? (
        <Part name={t("recipe.bring")} form="dialog" onClose={stopBringing}>
          <OwnDialog />
        </Part>
      ) : null}
      {dialog === "share" || dialog === "help" ? (
        <Part key={dialog} name={t(`shell.${dialog}.name`)} form="dialog" onClose={close}>
          {dialog === "share" ? <ShareDialog onClose={close} /> : <HelpDialog onClose={close} />}
        </Part>
      ) : null}
    </div>
  );
}

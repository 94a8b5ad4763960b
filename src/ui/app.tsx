import { lazy, Suspense, useState } from "react";
import { Instruments } from "./instruments/instruments.tsx";
import { StatusPanel } from "./instruments/status-panel.tsx";
import { Recipe } from "./recipe/recipe.tsx";
import { Announcer } from "./shell/announcer.tsx";
import { Floats } from "./shell/messages.tsx";
import { Runs } from "./shell/runs.tsx";
import { SkipLink } from "./shell/skip-link.tsx";
import { TopBar } from "./shell/top-bar.tsx";
import { useDocument } from "./shell/use-document.ts";
import { useKeys } from "./shell/use-keys.ts";
import { Stage } from "./stage/stage.tsx";

const ShareDialog = lazy(() => import("./shell/share-dialog.tsx"));
const HelpDialog = lazy(() => import("./shell/help-dialog.tsx"));

/** The whole page. */
export function AppPage() {
  const [dialog, setDialog] = useState<"share" | "help" | null>(null);
  const onShare = () => setDialog("share");
  const onHelp = () => setDialog("help");
  const close = () => setDialog(null);
  useDocument();
  useKeys({ onShare, onHelp, idle: dialog === null });
  return (
    <div className="app">
      <SkipLink />
      <TopBar onShare={onShare} onHelp={onHelp} />
      <main className="workbench">
        <Recipe />
        <StatusPanel />
        <div className="stage-column">
          <Stage />
        </div>
        <div className="instruments-column">
          <Instruments />
        </div>
      </main>
      <Runs />
      <Floats />
      <Announcer />
      <Suspense fallback={null}>
        {dialog === "share" ? <ShareDialog onClose={close} /> : null}
        {dialog === "help" ? <HelpDialog onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

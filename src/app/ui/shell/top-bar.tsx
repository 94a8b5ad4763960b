import { Share2 } from "lucide-react";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { BackendBadge } from "./backend.tsx";
import { Button } from "./controls/button.tsx";
import { Logo } from "./logo.tsx";
import { Pace } from "./pace.tsx";
import { Preferences } from "./preferences.tsx";
import { PresetMenu } from "./preset-menu.tsx";
import { Seed } from "./seed.tsx";
import { Transport } from "./transport.tsx";

interface TopBarProps {
  readonly onShare: () => void;
  readonly onLessons: () => void;
  readonly onHelp: () => void;
}

export function TopBar({ onShare, onLessons, onHelp }: TopBarProps) {
  const t = useT();
  return (
    <header className="top-bar">
      <Logo />
      <Part name={t("shell.preset")} form="inline">
        <PresetMenu />
      </Part>
      <Part name={t("shell.clock.name")} form="inline">
        <Transport />
      </Part>
      <Part name={t("recipe.training")} form="inline">
        <Pace />
      </Part>
      <div className="top-bar-end">
        <Part name={t("shell.backend.name")} form="inline">
          <BackendBadge />
        </Part>
        <Part name={t("shell.seed.name")} form="inline">
          <Seed />
        </Part>
        <Button kind="primary" className="share" aria-label={t("shell.share.name")} onClick={onShare}>
          <Share2 size="1.05em" aria-hidden="true" />
          <span className="share-word">{t("shell.share.name")}</span>
        </Button>
        <Part name={t("shell.menu")} form="inline">
          <Preferences onLessons={onLessons} onHelp={onHelp} />
        </Part>
      </div>
    </header>
  );
}

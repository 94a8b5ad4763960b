import { GraduationCap, Keyboard, Monitor, Moon, Presentation, Sun } from "lucide-react";
import type { State } from "../../state/state.ts";
import { useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button, IconButton } from "./controls/button.tsx";

const NEXT: Readonly<Record<State["theme"], State["theme"]>> = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface PreferencesProps {
  readonly onLessons: () => void;
  readonly onHelp: () => void;
}

/** Lessons, language, theme, projector mode, help. */
export function Preferences({ onLessons, onHelp }: PreferencesProps) {
  const t = useT();
  const actions = useActions();
  const language = useApp((state) => state.language);
  const theme = useApp((state) => state.theme);
  const projector = useApp((state) => state.projector);
  const Icon = ICONS[theme];
  const other = language === "en" ? "zh" : "en";
  return (
    <div className="preferences">
      <IconButton label={t("shell.lessons")} kind="quiet" onClick={onLessons}>
        <GraduationCap size="1.2em" aria-hidden="true" />
      </IconButton>
      <Button
        kind="quiet"
        className="language"
        lang={other === "zh" ? "zh-Hans" : "en"}
        title={t("shell.language")}
        onClick={() => actions.setLanguage(other)}
      >
        {other === "zh" ? "中文" : "English"}
      </Button>
      <IconButton
        label={`${t("shell.theme.name")}: ${t(`shell.theme.${theme}`)}`}
        kind="quiet"
        className="theme-switch"
        onClick={() => actions.setTheme(NEXT[theme])}
      >
        <Icon size="1.15em" aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("shell.projector.on")}
        tip={projector ? t("shell.projector.off") : t("shell.projector.on")}
        kind="quiet"
        className="projector-switch"
        aria-pressed={projector}
        onClick={() => actions.setProjector(!projector)}
      >
        <Presentation size="1.15em" aria-hidden="true" />
      </IconButton>
      <IconButton label={t("shell.help.name")} kind="quiet" className="help-switch" onClick={onHelp}>
        <Keyboard size="1.15em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

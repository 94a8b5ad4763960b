import { ChevronDown, LayoutGrid } from "lucide-react";
import { useEffect, useState } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { presetWords } from "../i18n/words.ts";
import { homeOf } from "../recipe/defaults.ts";
import { useApp, useAppContext } from "../store.ts";
import { differencesOf } from "./differences.ts";

const GalleryDialog = lazyPart(() => import("../gallery/gallery-dialog.tsx"));

/** The set-up that the page started from, which says so where it was changed since; a press opens the gallery of all. */
export function PresetMenu() {
  const t = useT();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const preset = useApp((state) => state.preset);
  const changed = useApp((state) => differencesOf(state.config, homeOf(state)).length > 0);
  useLearnPace();
  const words = presetWords(preset, language);
  const name = changed ? t("shell.presetChanged", { name: words.name }) : words.name;
  return (
    <>
      <button
        type="button"
        className="preset"
        aria-label={`${t("shell.preset")}: ${name}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={changed ? name : words.help}
        onClick={() => setOpen(true)}
      >
        <LayoutGrid size="1.1em" aria-hidden="true" />
        <span className="preset-name">{words.name}</span>
        {changed ? <i className="preset-changed" aria-hidden="true" /> : null}
        <ChevronDown size="1em" aria-hidden="true" />
      </button>
      {open ? (
        <Part name={t("shell.preset")} form="dialog" onClose={() => setOpen(false)}>
          <GalleryDialog onClose={() => setOpen(false)} />
        </Part>
      ) : null}
    </>
  );
}

/** Learns how fast this machine is while something trains; what for is loaded late. */
function useLearnPace(): void {
  const { store } = useAppContext();
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    void import("../gallery/machine-pace.ts").then(
      ({ learnPace }) => {
        if (!gone) stop = learnPace(store);
      },
      // Without it the gallery tells steps in place of seconds.
      () => {},
    );
    return () => {
      gone = true;
      stop();
    };
  }, [store]);
}

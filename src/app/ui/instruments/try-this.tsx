import { Check, Sparkle } from "lucide-react";
import { useId, useRef } from "react";
import { useStore } from "zustand";
import { isLive } from "../../../catalog/parameters.ts";
import { triesOf } from "../../../catalog/presets.ts";
import type { Try } from "../../../schema/preset.ts";
import { type Tried, watchTries } from "../../state/tries.ts";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { presetWords } from "../i18n/words.ts";
import { useOverflowCue } from "../shell/use-overflow-cue.ts";
import { type App, useActions, useApp, useAppContext } from "../store.ts";

const watched = new WeakMap<App["store"], Tried>();

/** What was tried in this visit; watching begins when it is first asked for. */
function useTried(): ReadonlySet<string> {
  const { store } = useAppContext();
  let tried = watched.get(store);
  if (!tried) {
    tried = watchTries(store);
    watched.set(store, tried);
  }
  return useStore(tried);
}

/** Three things to try with the preset, each done by a press, and ticked once it has really happened. */
export default function TryThis() {
  const t = useT();
  const heading = useId();
  const row = useRef<HTMLUListElement>(null);
  useOverflowCue(row);
  const preset = useApp((state) => state.preset);
  const language = useLanguage();
  const tried = useTried();
  const all = triesOf(preset);
  if (all.length === 0) return null;
  return (
    <div className="try-this">
      <span id={heading} className="try-word">
        {t("gallery.tryThis")}
      </span>
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without marks is none for some screen readers */}
      <ul ref={row} role="list" aria-labelledby={heading}>
        {all.map((one) => (
          <Chip
            key={one.id}
            one={one}
            name={presetWords(preset, language).tries?.[one.id] ?? one.id}
            done={tried.has(`${preset}/${one.id}`)}
          />
        ))}
      </ul>
    </div>
  );
}

function Chip({ one, name, done }: { readonly one: Try; readonly name: string; readonly done: boolean }) {
  const t = useT();
  const doIt = useDo();
  const Mark = done ? Check : Sparkle;
  return (
    <li>
      <button type="button" className={`try-chip${done ? " try-done" : ""}`} onClick={() => doIt(one)}>
        <Mark className="try-mark" size="1em" aria-hidden="true" />
        {name}
        {done ? <span className="visually-hidden"> ({t("gallery.tried")})</span> : null}
      </button>
    </li>
  );
}

/** Does what is proposed, wholly: what needs a new run begins one, and goes on training where it trained. */
function useDo(): (one: Try) => void {
  const { store } = useAppContext();
  const actions = useActions();
  return ({ does }) => {
    if (does.kind === "view") {
      actions.show(does.view);
      return;
    }
    const { applied, config, step, phase } = store.getState();
    const structural = Object.keys(does.changes).some((key) => !isLive(applied ?? config, key));
    for (const [key, value] of Object.entries(does.changes)) actions.change(key, value);
    if (Object.keys(does.changes).every((key) => key.startsWith("sampling."))) actions.show("samples");
    if (!structural || step === 0) return;
    const playing = phase.kind === "playing";
    void actions.reset().then(() => (playing ? actions.play() : undefined));
  };
}

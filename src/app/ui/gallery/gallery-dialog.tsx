import { type KeyboardEvent, useId, useRef } from "react";
import { presets } from "../../../catalog/presets.ts";
import { PRESET_GROUPS, type Preset, type PresetGroup } from "../../../schema/preset.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { presetWords } from "../i18n/words.ts";
import { RaceCards } from "../race/race-cards.tsx";
import { Dialog } from "../shell/controls/dialog.tsx";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import galleryStyles from "./gallery.css?inline";
import { inGrid } from "./grid-keys.ts";
import { machinePace, rounded, secondsUntilGood } from "./machine-pace.ts";
import { recordedOf } from "./recorded.ts";
import { Thumbnail } from "./thumbnail.tsx";

adopt(galleryStyles);

/** Set-ups that are already good, by what they learn from, each with what it made when it was recorded. */
export default function GalleryDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const body = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const cards = [...(body.current?.querySelectorAll<HTMLElement>(".gallery-card") ?? [])];
    const at = cards.indexOf(document.activeElement as HTMLElement);
    const to = inGrid(
      event.key,
      at,
      cards.map((card) => card.getBoundingClientRect()),
    );
    if (to === null) return;
    event.preventDefault();
    cards[to]?.focus();
  }

  return (
    <Dialog title={t("gallery.title")} onClose={onClose} wide>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between buttons, which Tab reaches too */}
      <div className="gallery" ref={body} onKeyDown={move}>
        {PRESET_GROUPS.map((group) => (
          <Group key={group} group={group} onClose={onClose} />
        ))}
        <RaceCards onClose={onClose} />
        <p className="quiet gallery-note">{t(machinePace() ? "gallery.estimate" : "gallery.estimateNone")}</p>
      </div>
    </Dialog>
  );
}

interface GroupProps {
  readonly group: PresetGroup;
  readonly onClose: () => void;
}

function Group({ group, onClose }: GroupProps) {
  const t = useT();
  const heading = useId();
  const language = useLanguage();
  // Names of one's own language come first.
  const members = presets
    .filter((preset) => preset.group === group)
    .sort((a, b) => Number(b.language === language) - Number(a.language === language));
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>
        {t(`gallery.groups.${group}`)} <small className="gallery-hint">{t(`gallery.groupHints.${group}`)}</small>
      </h3>
      <ul className="gallery-cards">
        {members.map((preset) => (
          <Card key={preset.id} preset={preset} onClose={onClose} />
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly preset: Preset;
  readonly onClose: () => void;
}

function Card({ preset, onClose }: CardProps) {
  const t = useT();
  const id = useId();
  const language = useLanguage();
  const { choosePreset } = useActions();
  const current = useApp((state) => state.preset === preset.id);
  const { name, help } = presetWords(preset.id, language);
  return (
    <li>
      <button
        type="button"
        className="gallery-card"
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-help ${id}-time`}
        aria-current={current || undefined}
        onClick={() => {
          void choosePreset(preset.id);
          onClose();
        }}
      >
        <Thumbnail preset={preset.id} />
        {current ? <span className="gallery-current">{t("gallery.current")}</span> : null}
        <span id={`${id}-name`} className="gallery-name">
          {name}
        </span>
        <span id={`${id}-help`} className="gallery-help">
          {help}
        </span>
        <span id={`${id}-time`} className="gallery-time tabular">
          <Time preset={preset} />
        </span>
      </button>
    </li>
  );
}

/** How long until it is good here; in steps while nothing is known of this machine. */
function Time({ preset }: { readonly preset: Preset }) {
  const t = useT();
  const format = useFormat();
  const recorded = recordedOf(preset.id);
  if (!recorded) return null;
  const fails = preset.group === "fail";
  const seconds = secondsUntilGood(preset.id);
  if (seconds === null) {
    return t(fails ? "gallery.failsSteps" : "gallery.goodSteps", { steps: format.number(recorded.steps) });
  }
  return t(fails ? "gallery.fails" : "gallery.good", { span: format.span(rounded(seconds) * 1000) });
}

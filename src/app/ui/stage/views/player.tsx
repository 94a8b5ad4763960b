import { Pause, Play } from "lucide-react";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Button } from "../../shell/controls/button.tsx";
import { Slider } from "../../shell/controls/slider.tsx";

/** How long the last frame rests before the first one follows. */
const REST_MS = 1600;

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** What plays in a loop, and where it is. */
export interface Player {
  readonly playing: boolean;
  /** The frame of now. */
  readonly index: number;
  /** Between frames too, at a time of the page's clock. */
  readonly positionAt: (now: number) => number;
  readonly toggle: () => void;
  /** Holds it at a frame. */
  readonly seek: (index: number) => void;
}

/** Plays frames 0 … `last` from the start; where motion is unwelcome it waits at the last until it is asked. */
export function usePlayer(last: number, frameMs: number): Player {
  const [playing, setPlaying] = useState(() => !isStill());
  const [index, setIndex] = useState(() => (isStill() ? last : 0));
  const anchor = useRef({ position: index, at: performance.now() });

  const positionAt = useCallback(
    (now: number) => {
      const { position, at } = anchor.current;
      if (!playing) return Math.min(last, position);
      const period = last + REST_MS / frameMs;
      return Math.min(last, (position + Math.max(0, now - at) / frameMs) % period);
    },
    [playing, last, frameMs],
  );
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setIndex(Math.round(positionAt(performance.now()))), frameMs);
    return () => clearInterval(timer);
  }, [playing, positionAt, frameMs]);

  return {
    playing,
    index: Math.min(last, index),
    positionAt,
    toggle: () => {
      const now = performance.now();
      const position = positionAt(now);
      // Whoever plays what has ended wants to see it from the start.
      anchor.current = { position: !playing && position >= last ? 0 : position, at: now };
      setPlaying(!playing);
    },
    seek: (next) => {
      anchor.current = { position: next, at: performance.now() };
      setPlaying(false);
      setIndex(next);
    },
  };
}

interface PlayerBarProps {
  readonly player: Player;
  /** What stands at each frame. */
  readonly times: readonly number[];
}

/** A button and a slider of the time, from pure noise on the left to the data on the right. */
export function PlayerBar({ player, times }: PlayerBarProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const stops = useMemo(() => times.map((_, i) => i), [times]);
  const shown = (index: number): string =>
    t("stage.frames.time", {
      time: format.number(times[index] ?? 0, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    });
  const { playing, index, toggle, seek } = player;
  return (
    <div className="player-bar">
      <Button
        small
        className="icon-button"
        onClick={toggle}
        aria-label={playing ? t("stage.frames.hold") : t("stage.frames.run")}
      >
        {playing ? <Pause size="1.1em" aria-hidden="true" /> : <Play size="1.1em" aria-hidden="true" />}
      </Button>
      <label htmlFor={id} className="visually-hidden">
        {t("stage.frames.name")}
      </label>
      <span className="quiet" aria-hidden="true">
        {t("stage.frames.noise")}
      </span>
      <Slider
        id={id}
        stops={stops}
        value={index}
        valueText={shown}
        onDraft={(draft) => draft !== null && seek(draft)}
        onChange={seek}
      />
      <span className="quiet" aria-hidden="true">
        {t("stage.frames.data")}
      </span>
      <output className="tabular">{shown(index)}</output>
    </div>
  );
}

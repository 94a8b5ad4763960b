import { Download } from "lucide-react";
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { WavesView } from "../../../schema/view.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useFamily } from "../stage/family.tsx";
import { type Grid, pictureBeside } from "../stage/pictures/grid.ts";
import { onPlayed, playSound } from "./played.ts";
import { saveWave } from "./save-wave.ts";
import { useVolume } from "./use-volume.ts";
import "./waves-style.ts";
import { filled } from "../i18n/filled.ts";
import { useSoundWords } from "./use-sound-words.ts";

interface WaveTilesProps {
  readonly data: WavesView;
  readonly grid: Grid;
  readonly name: string;
  /** Under each sound. */
  readonly words: readonly string[] | undefined;
}

/** What can be pressed over sounds that are drawn in a grid: a press plays one, arrow keys go to the next and play it. */
export function WaveTiles({ data, grid, name, words }: WaveTilesProps) {
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState(0);
  const { count } = data;
  const reached = Math.min(chosen, count - 1);
  const newest = useRef(data);
  newest.current = data;
  useLit(list, newest);
  useVolume();

  const play = useCallback((index: number) => {
    setChosen(index);
    playSound(newest.current, index);
  }, []);
  const { id } = useFamily();
  const save = useCallback(
    (index: number, word: string | undefined) => saveWave(newest.current, index, word, id),
    [id],
  );
  function move(event: KeyboardEvent): void {
    const next = pictureBeside(event.key, reached, grid, count);
    if (next === null) return;
    event.preventDefault();
    play(next);
    list.current?.children[next]?.querySelector("button")?.focus();
  }
  return (
    <ul className="waves" ref={list} aria-label={name} onKeyDown={move}>
      {Array.from({ length: count }, (_, index) => (
        <Tile
          // biome-ignore lint/suspicious/noArrayIndexKey: a sound is known by its place
          key={index}
          index={index}
          word={words?.[index]}
          left={grid.left + (index % grid.columns) * grid.pitchX}
          top={grid.top + Math.floor(index / grid.columns) * grid.pitchY}
          width={grid.width}
          height={grid.height}
          reached={index === reached}
          onPlay={play}
          onSave={save}
        />
      ))}
    </ul>
  );
}

/** A sound that is heard is lit, and a line runs over it where motion is welcome; React has no part in it. */
export function useLit(list: { readonly current: HTMLElement | null }, shown: { readonly current: WavesView }): void {
  useEffect(
    () =>
      onPlayed(({ view, index, durationS }) => {
        const tile = list.current?.children[index];
        if (view === shown.current && tile) light(tile, durationS);
      }),
    [list, shown],
  );
}

/** Marks a tile as heard for a time. */
export function light(tile: Element, durationS: number): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const duration = 1000 * durationS;
  tile
    .querySelector(".wave-lit")
    ?.animate([{ opacity: 1 }, { opacity: 1, offset: 0.7 }, { opacity: 0 }], { duration: Math.max(260, duration) });
  if (still) return;
  tile.querySelector(".wave-head")?.animate(
    [
      { left: "0%", opacity: 1 },
      { left: "100%", opacity: 1 },
    ],
    { duration },
  );
}

interface TileProps {
  readonly index: number;
  readonly word: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether Tab comes to it. */
  readonly reached: boolean;
  readonly onPlay: (index: number) => void;
  readonly onSave: (index: number, word: string | undefined) => void;
}

const Tile = memo(function Tile({ index, word, left, top, width, height, reached, onPlay, onSave }: TileProps) {
  const t = useT();
  const words = useSoundWords();
  const about = { index: useFormat().number(index + 1), label: word ?? "" };
  return (
    <li style={{ left, top, width }}>
      <PlayButton
        height={height}
        tabIndex={reached ? 0 : -1}
        name={word ? t("stage.waves.playLabelled", about) : t("stage.waves.play", about)}
        onPress={() => onPlay(index)}
      />
      <button
        type="button"
        className="wave-save"
        tabIndex={reached ? 0 : -1}
        aria-label={filled(words.save, about)}
        title={words.saveHint}
        onClick={() => onSave(index, word)}
      >
        <Download size="0.95em" aria-hidden="true" />
      </button>
      {word ? (
        <span className="wave-word quiet" aria-hidden="true">
          {word}
        </span>
      ) : null}
    </li>
  );
});

interface PlayButtonProps {
  readonly name: string;
  readonly height: number;
  readonly tabIndex?: number;
  readonly onPress: () => void;
  readonly children?: ReactNode;
}

/** Lies over a sound that is drawn beneath. */
export function PlayButton({ name, height, tabIndex = 0, onPress, children }: PlayButtonProps) {
  return (
    <button
      type="button"
      className="wave-play"
      style={{ height }}
      tabIndex={tabIndex}
      aria-label={name}
      onClick={onPress}
    >
      <i className="wave-lit" />
      <i className="wave-head" />
      {children}
    </button>
  );
}

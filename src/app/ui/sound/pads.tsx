import { memo, useCallback, useMemo, useRef } from "react";
import type { WavesView } from "../../../schema/view.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat } from "../i18n/i18n.ts";
import { Painted } from "../stage/painter/painted.tsx";
import type { Grid } from "../stage/pictures/grid.ts";
import { useSize } from "../stage/use-size.ts";
import { useSoundWords } from "./use-sound-words.ts";

interface PadsProps {
  /** One for each pad. */
  readonly sounds: WavesView;
  readonly names: readonly string[];
  /** Whether keys play them. */
  readonly keys: boolean;
  readonly onHit: (pad: number) => void;
}

const GAP = 8;
/** Under each pad, for its name, in pixels. */
const NAME = 22;
/** Pads are in one row where they can be this wide. */
const WIDE = 76;
const TALLEST = 92;

/** Pads that show what they sound like now. */
export function Pads({ sounds, names, keys, onHit }: PadsProps) {
  const words = useSoundWords();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { count } = sounds;
  const grid = useMemo(() => padGrid(count, width), [count, width]);
  const picture = useMemo(() => ({ kind: "waves", data: sounds, grid, colouring: "each" }) as const, [sounds, grid]);
  return (
    <div className="pads-box" ref={box} style={{ height: grid.rows * grid.pitchY - GAP }}>
      <Painted picture={picture} />
      <ul className="pads" aria-label={words.pads}>
        {names.map((name, i) => (
          <PadButton
            key={name}
            index={i}
            name={name}
            withKey={keys}
            left={(i % grid.columns) * grid.pitchX}
            top={Math.floor(i / grid.columns) * grid.pitchY}
            width={grid.width}
            height={grid.height}
            onHit={onHit}
          />
        ))}
      </ul>
    </div>
  );
}

function padGrid(count: number, width: number): Grid {
  const columns =
    (width + GAP) / count - GAP >= WIDE ? count : Math.ceil(count / Math.ceil((count * WIDE) / Math.max(WIDE, width)));
  const rows = Math.max(1, Math.ceil(count / columns));
  const across = Math.max(1, (width - GAP * (columns - 1)) / columns);
  const height = Math.min(TALLEST, Math.max(56, across * 0.72));
  return {
    ...{ columns, rows, width: across, height, left: 0, top: 0 },
    ...{ pitchX: across + GAP, pitchY: height + NAME + GAP },
  };
}

interface PadButtonProps {
  readonly index: number;
  readonly name: string;
  readonly withKey: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly onHit: (pad: number) => void;
}

const PadButton = memo(function PadButton({ index, name, withKey, left, top, width, height, onHit }: PadButtonProps) {
  const words = useSoundWords();
  const key = useFormat().number(index + 1);
  // At the touch, not when the finger leaves: a drum that comes late is no drum. A click without one is a key or a reader.
  const touched = useRef(false);
  const click = useCallback(() => {
    if (!touched.current) onHit(index);
    touched.current = false;
  }, [onHit, index]);
  return (
    <li style={{ left, top, width, "--pad": `var(--head-${index + 1})` } as object}>
      <button
        type="button"
        className="pad"
        style={{ height }}
        aria-label={filled(words.pad, { name })}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          touched.current = true;
          onHit(index);
        }}
        onPointerCancel={() => {
          touched.current = false;
        }}
        onClick={click}
      >
        <i className="wave-lit" />
        <i className="wave-head" />
        {withKey ? (
          <span className="pad-key" aria-hidden="true">
            {key}
          </span>
        ) : null}
      </button>
      <span className="pad-name" aria-hidden="true">
        {name}
      </span>
    </li>
  );
});

import { section } from "../../../catalog/config.ts";
import { chosen } from "../../../catalog/parameters.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { recordedOf } from "./recorded.ts";

/** What a preset made when it was recorded: lines of text, points, sounds, or a grid of pictures; else what it learns from. */
export function Thumbnail({ preset }: { readonly preset: string }) {
  const recorded = recordedOf(preset);
  return (
    <span className="gallery-picture" aria-hidden="true">
      {recorded?.lines ? (
        <Lines lines={recorded.lines} />
      ) : recorded?.points ? (
        <Points places={recorded.points} />
      ) : recorded?.waves ? (
        <Waves waves={recorded.waves} />
      ) : recorded ? (
        <img src={`gallery/${preset}.webp`} alt="" loading="lazy" decoding="async" />
      ) : (
        <Lines lines={realLines(preset)} real />
      )}
    </span>
  );
}

const LONG = 22;

/** A few real samples, for a preset that has not been recorded. */
function realLines(preset: string): readonly string[] {
  const config = defaultConfig(preset);
  return chosen(config).dataset.preview(section(config, "data")).slice(0, 6);
}

interface LinesProps {
  readonly lines: readonly string[];
  readonly real?: boolean;
}

function Lines({ lines, real = false }: LinesProps) {
  const code = lines.some((line) => line.length > LONG);
  return (
    <span className={`gallery-lines${code ? " gallery-code" : ""}${real ? " gallery-real" : ""}`}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

/** Of a sound in the picture, and between two. */
const CELL = { width: 52, height: 24, gap: 8 } as const;
const COLUMNS = 4;

/** Sounds side by side, each as strokes up and down from its middle. */
function Waves({ waves }: { readonly waves: readonly string[] }) {
  const { width, height, gap } = CELL;
  const rows = Math.ceil(waves.length / COLUMNS);
  const size = [COLUMNS * (width + gap) + gap, rows * (height + gap) + gap];
  return (
    <svg viewBox={`0 0 ${size.join(" ")}`} aria-hidden="true">
      {waves.map((swings, i) => {
        const left = gap + (i % COLUMNS) * (width + gap);
        const middle = gap + Math.floor(i / COLUMNS) * (height + gap) + height / 2;
        const stroke = width / swings.length;
        const strokes = Array.from(swings, (swing, at) => {
          const reach = 0.5 + (Number(swing) / 9) * (height / 2 - 0.5);
          return `M${(left + (at + 0.5) * stroke).toFixed(1)} ${(middle - reach).toFixed(1)}v${(2 * reach).toFixed(1)}`;
        });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sounds may look alike, and none ever moves
          <path key={i} d={strokes.join("")} stroke="var(--generator)" strokeWidth={0.7 * stroke} fill="none" />
        );
      })}
    </svg>
  );
}

/** The plane is recorded in places from 0 to this. */
const PLANE = 200;

function Points({ places }: { readonly places: string }) {
  return (
    <svg viewBox={`0 0 ${PLANE} ${PLANE}`} aria-hidden="true">
      {places.split(" ").map((place, i) => {
        const [x, y] = place.split(",");
        // biome-ignore lint/suspicious/noArrayIndexKey: two points may lie in one place, and none ever moves
        return <circle key={i} cx={x} cy={y} r="2.6" fill="var(--generator)" />;
      })}
    </svg>
  );
}

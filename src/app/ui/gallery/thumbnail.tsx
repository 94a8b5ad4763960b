import { section } from "../../../catalog/config.ts";
import { chosen } from "../../../catalog/parameters.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { recordedOf } from "./recorded.ts";

/** What a preset made when it was recorded: lines of text, points, or a grid of pictures; else what it learns from. */
export function Thumbnail({ preset }: { readonly preset: string }) {
  const recorded = recordedOf(preset);
  return (
    <span className="gallery-picture" aria-hidden="true">
      {recorded?.lines ? (
        <Lines lines={recorded.lines} />
      ) : recorded?.points ? (
        <Points places={recorded.points} />
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

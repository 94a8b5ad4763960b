import { recordedOf } from "./recorded.ts";

/** What a preset made when it was recorded: lines of text, points, or a grid of pictures. */
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
      ) : null}
    </span>
  );
}

const LONG = 22;

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const code = lines.some((line) => line.length > LONG);
  return (
    <span className={`gallery-lines${code ? " gallery-code" : ""}`}>
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

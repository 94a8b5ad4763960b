import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { ScatterView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import { useLabelName } from "../family.tsx";
import { Painted } from "../painter/painted.tsx";
import { RoleMark } from "../pictures/mark.tsx";
import picturesStyles from "../pictures/pictures.css?inline";
import { fieldAt, nearestPoint, planeIn } from "../pictures/plane.ts";
import { useSize } from "../use-size.ts";
import { Beads } from "./beads.tsx";
import { FieldKey } from "./field-key.tsx";

adopt(picturesStyles);

interface ScatterViewProps {
  readonly data: Data;
  readonly name: string;
}

type Place = readonly [x: number, y: number];

/** How near the pointer must come to a point to read it, in pixels. */
const REACH = 9;
/** The part of the plane that an arrow key moves by. */
const KEY_STEP = 1 / 24;

/** Points of the plane over what is thought of each place; real points lie under the others. */
export default function ScatterView({ data, name }: ScatterViewProps) {
  const t = useT();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [place, setPlace] = useState<Place | null>(null);
  const { bounds } = data;
  const [west, south, east, north] = bounds;
  const plane = useMemo(
    () => planeIn([west, south, east, north], width, height),
    [west, south, east, north, width, height],
  );
  const picture = useMemo(() => ({ kind: "plane", data, place }) as const, [data, place]);

  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    setPlace(within(bounds, plane.at(event.clientX - box.left, event.clientY - box.top)));
  }
  function move(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const [west, south, east, north] = bounds;
    const [x, y] = place ?? [(west + east) / 2, (south + north) / 2];
    setPlace(within(bounds, [x + step[0] * KEY_STEP * (east - west), y + step[1] * KEY_STEP * (north - south)]));
  }

  return (
    <div className="pictures">
      <div
        className="pictures-field plane-field"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over it
        tabIndex={0}
        ref={frame}
        aria-label={`${name}. ${t("stage.scatter.hint")}`}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPlace(null)}
        onKeyDown={move}
        onBlur={() => setPlace(null)}
      >
        <Painted picture={picture} />
        {data.paths && width > 0 ? <Beads paths={data.paths} plane={plane} /> : null}
      </div>
      <div className="pictures-foot">
        <Legend data={data} />
        <Reading data={data} place={place} reach={REACH / plane.scale} />
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  PageUp: [0, 6],
  PageDown: [0, -6],
};

function within([west, south, east, north]: Data["bounds"], [x, y]: Place): Place {
  return [Math.max(west, Math.min(east, x)), Math.max(south, Math.min(north, y))];
}

interface ReadingProps {
  readonly data: Data;
  readonly place: Place | null;
  /** In units of the plane. */
  readonly reach: number;
}

/** The place, the field's value there, and whose point it is. */
function Reading({ data, place, reach }: ReadingProps) {
  const t = useT();
  const format = useFormat();
  const labelName = useLabelName();
  if (!place) return <output className="pictures-reading quiet">{t("stage.scatter.hint")}</output>;
  const two = (value: number): string => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const [x, y] = place;
  const parts = [t("stage.scatter.place", { x: two(x), y: two(y) })];
  if (data.field) {
    const value = fieldAt(data.field, data.bounds, x, y);
    parts.push(t("stage.scatter.field", { name: t(`stage.roles.${data.field.role}`), value: format.value(value, 3) }));
  }
  for (const { role, points, labels } of [...data.layers].reverse()) {
    const index = nearestPoint(points, x, y, reach);
    if (index === null) continue;
    const label = labels?.[index];
    parts.push(label ? `${t(`stage.roles.${role}`)}: ${labelName(label)}` : t(`stage.roles.${role}`));
    break;
  }
  return <output className="pictures-reading tabular">{parts.join(" · ")}</output>;
}

/** Drawn again only where it says something else. */
const Legend = memo(
  function Legend({ data }: { readonly data: Data }) {
    const t = useT();
    const format = useFormat();
    const roles = [...new Set(data.layers.map(({ role }) => role))];
    const count = (role: Role): number =>
      data.layers.reduce((sum, layer) => sum + (layer.role === role ? layer.points.length / 2 : 0), 0);
    return (
      <ul className="legend">
        {roles.map((role) => (
          <li key={role}>
            <RoleMark of={role} /> {t(`stage.roles.${role}`)}{" "}
            <span className="quiet tabular">{format.number(count(role))}</span>
          </li>
        ))}
        {data.mesh ? (
          <li>
            <span className="mark mark-mesh" aria-hidden="true" /> {t("stage.scatter.mesh")}
          </li>
        ) : null}
        {data.paths ? (
          <li>
            <span className="mark mark-path" aria-hidden="true" /> {t("stage.scatter.paths")}
          </li>
        ) : null}
        {data.arrows ? (
          <li>
            <span className="mark mark-arrow" aria-hidden="true">
              →
            </span>{" "}
            {t("stage.scatter.arrows")}
          </li>
        ) : null}
        {data.field ? (
          <li>
            <FieldKey role={data.field.role} range={data.field.range} />
          </li>
        ) : null}
      </ul>
    );
  },
  (before, { data }) => legendKey(before.data) === legendKey(data),
);

const legendKey = ({ layers, mesh, paths, arrows, field }: Data): string =>
  JSON.stringify([
    layers.map(({ role, points }) => [role, points.length]),
    !mesh,
    !paths,
    !arrows,
    field?.role,
    field?.range,
  ]);

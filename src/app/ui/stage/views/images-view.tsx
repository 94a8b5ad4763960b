import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { ImagesView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import { useLabelName } from "../family.tsx";
import { Painted } from "../painter/painted.tsx";
import { type Grid, layoutGrid, pictureAt, pictureBeside } from "../pictures/grid.ts";
import { RoleMark } from "../pictures/mark.tsx";
import picturesStyles from "../pictures/pictures.css?inline";
import { useSize } from "../use-size.ts";

adopt(picturesStyles);

/** Words stand under pictures of at least this width. */
const ROOM_FOR_WORDS = 34;
const CAPTION = 16;
const NO_ROLES: readonly Role[] = [];

interface ImagesViewProps {
  readonly data: Data;
  /** What the pictures are, for whoever does not see them. */
  readonly name: string;
}

/** Pictures in a grid that fills its box; each has its place, so that it sharpens where it stands. */
export default function ImagesView({ data, name }: ImagesViewProps) {
  const t = useT();
  const format = useFormat();
  const labelName = useLabelName();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [chosen, setChosen] = useState<number | null>(null);
  const { count, columns, roles = NO_ROLES } = data;
  const words = useMemo(() => data.captions ?? data.labels?.map(labelName), [data.captions, data.labels, labelName]);

  const aspect = data.width / data.height;
  const labelled = words !== undefined;
  const { grid, worded } = useMemo(
    () => gridFor({ count, width, height, aspect, columns, roles: roles.length, labelled }),
    [count, width, height, aspect, columns, roles.length, labelled],
  );
  const captions = worded && words ? words : null;
  const picture = useMemo(
    () => ({ kind: "pictures", data, grid, captions, chosen }) as const,
    [data, grid, captions, chosen],
  );

  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    setChosen(pictureAt(grid, count, event.clientX - box.left, event.clientY - box.top));
  }
  function move(event: KeyboardEvent): void {
    const next = pictureBeside(event.key, chosen ?? (event.key === "ArrowRight" ? -1 : 0), grid, count);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
  }

  const word = chosen === null ? undefined : words?.[chosen];
  const role = chosen === null ? undefined : roles[chosen % Math.max(1, roles.length)];
  const reading =
    chosen === null
      ? t("stage.images.hint")
      : [
          t("stage.images.one", { index: format.number(chosen + 1), count: format.number(count) }),
          ...(role ? [t(`stage.roles.${role}`)] : []),
          ...(word ? [word] : []),
        ].join(" · ");
  return (
    <div className="pictures">
      <div
        className="pictures-field"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over it
        tabIndex={0}
        ref={frame}
        aria-label={`${name}. ${t("stage.images.hint")}`}
        style={
          { "--rows-over-columns": columns ? Math.ceil(count / columns) / columns / aspect : 1 / aspect } as object
        }
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setChosen(null)}
        onKeyDown={move}
        onBlur={() => setChosen(null)}
      >
        <Painted picture={picture} />
      </div>
      <div className="pictures-foot">
        <RoleLegend roles={roles} />
        <output className="pictures-reading quiet tabular">{reading}</output>
      </div>
    </div>
  );
}

/** What the frames and marks of the pictures, or the points of a plane, mean. */
export function RoleLegend({ roles }: { readonly roles: readonly Role[] }) {
  const t = useT();
  if (roles.length === 0) return null;
  return (
    <ul className="legend">
      {[...new Set(roles)].map((role) => (
        <li key={role}>
          <RoleMark of={role} /> {t(`stage.roles.${role}`)}
        </li>
      ))}
    </ul>
  );
}

interface FitRequest {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly aspect: number;
  readonly columns: number | undefined;
  readonly roles: number;
  readonly labelled: boolean;
}

/** The grid for a box, with words under the pictures where there is room for them. */
function gridFor({ roles, labelled, ...box }: FitRequest): { readonly grid: Grid; readonly worded: boolean } {
  const edge = roles > 0 ? 4 : 0;
  const gap = roles > 0 ? 9 : box.count > 150 ? 2 : 4;
  const inner = { ...box, gap, width: Math.max(1, box.width - 2 * edge), height: Math.max(1, box.height - 2 * edge) };
  const inset = (grid: Grid): Grid => ({ ...grid, left: grid.left + edge, top: grid.top + edge });
  const worded = labelled ? layoutGrid({ ...inner, caption: CAPTION }) : null;
  if (worded && worded.width >= ROOM_FOR_WORDS) return { grid: inset(worded), worded: true };
  return { grid: inset(layoutGrid({ ...inner, caption: 0 })), worded: false };
}

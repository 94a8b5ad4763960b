import type { Role } from "../../../../schema/role.ts";
import { isHollow, ROLE_SHAPES, type Shape } from "./marks.ts";

interface MarkProps {
  readonly shape: Shape;
  readonly colour: string;
  readonly hollow?: boolean;
}

/** A marker of a chart in a legend. */
export function Mark({ shape, colour, hollow = false }: MarkProps) {
  const paint = hollow ? { fill: "none", stroke: colour, strokeWidth: 0.5 } : { fill: colour };
  return (
    <svg className="mark" viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
      {shape === "circle" ? (
        <circle r={hollow ? 0.85 : 1} {...paint} />
      ) : (
        <polygon points={shape.join(" ")} {...paint} />
      )}
    </svg>
  );
}

export function RoleMark({ of: role }: { readonly of: Role }) {
  return <Mark shape={ROLE_SHAPES[role]} colour={`var(--${role})`} hollow={isHollow(role)} />;
}

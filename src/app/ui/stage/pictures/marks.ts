import type { Role } from "../../../../schema/role.ts";

/** A shape around the origin that fills a circle of radius 1: corners, or the circle itself. */
export type Shape = "circle" | readonly (readonly [x: number, y: number])[];

function polygon(corners: number, turn = 0): Shape {
  return Array.from({ length: corners }, (_, i) => {
    const angle = 2 * Math.PI * (i / corners + turn) - Math.PI / 2;
    return [Math.cos(angle), Math.sin(angle)] as const;
  });
}

function star(points: number): Shape {
  return Array.from({ length: 2 * points }, (_, i) => {
    const [angle, radius] = [(Math.PI * i) / points - Math.PI / 2, i % 2 === 0 ? 1.15 : 0.5];
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
}

const ARM = 0.36;
const cross: Shape = [
  [-ARM, -1],
  [ARM, -1],
  [ARM, -ARM],
  [1, -ARM],
  [1, ARM],
  [ARM, ARM],
  [ARM, 1],
  [-ARM, 1],
  [-ARM, ARM],
  [-1, ARM],
  [-1, -ARM],
  [-ARM, -ARM],
];

/** The marker of each role, so that nothing is told by colour alone. */
export const ROLE_SHAPES: Readonly<Record<Role, Shape>> = {
  truth: "circle",
  generator: polygon(4),
  critic: polygon(4, 1 / 8),
  encoder: polygon(3),
  gradient: star(4),
  neutral: cross,
};

/** Roles whose marker is a ring rather than filled. */
export const isHollow = (role: Role): boolean => role === "truth";

/** Markers for labels, in turn. */
const LABEL_SHAPES: readonly Shape[] = [
  "circle",
  polygon(4),
  polygon(3),
  polygon(4, 1 / 8),
  star(5),
  polygon(3, 1 / 2),
  cross,
  polygon(6),
];

export const labelShape = (index: number): Shape => LABEL_SHAPES[index % LABEL_SHAPES.length] ?? "circle";

/** Colours that are told apart by hue and read on the theme's ground; neighbours differ the most. */
export function labelColour(index: number, dark: boolean): string {
  // Steps by the golden angle never fall on a hue that was there before.
  const hue = (30 + index * 137.508) % 360;
  return dark ? `oklch(0.8 0.13 ${hue.toFixed(1)})` : `oklch(0.5 0.15 ${hue.toFixed(1)})`;
}

/** Adds a shape to the context's path. */
export function traceShape(path: Pick<Path2D, "moveTo" | "lineTo" | "closePath" | "arc">, shape: Shape) {
  return (x: number, y: number, radius: number): void => {
    if (shape === "circle") {
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    }
    for (const [i, [dx, dy]] of shape.entries()) {
      if (i === 0) path.moveTo(x + dx * radius, y + dy * radius);
      else path.lineTo(x + dx * radius, y + dy * radius);
    }
    path.closePath();
  };
}

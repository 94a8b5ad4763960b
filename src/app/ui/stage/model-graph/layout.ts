import type { ModelGraph, ModelGraphEdge, ModelGraphNode } from "../../../../schema/modelGraph.ts";

/** Pixels of the picture, origin at its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode {
  readonly node: ModelGraphNode;
  readonly box: Box;
  /** 0 for the first column, 1 for the last: when what travels in the forward pass arrives. */
  readonly turn: number;
}

export interface PlacedEdge {
  readonly edge: ModelGraphEdge;
  readonly key: string;
  /** An SVG path in the direction of the forward pass. */
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number };
  /** When what travels in the forward pass leaves, 0..1, and when it arrives, a hop later at the least. */
  readonly turn: number;
  readonly arrival: number;
}

export interface ModelGraphLayout {
  readonly direction: "across" | "down";
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const ACROSS = { minimum: 96, maximum: 180, height: 112, tallest: 224, gapX: 30, gapY: 44, margin: 4, loop: 30 };
/** Where there is little room for the columns they are narrower and stand closer together. */
const MANY_ACROSS = { minimum: 74, gapX: 18 };
const LOW_GAP = 20;
/** Room under the last row for wires that pass below it. */
const BELOW = 32;
const DOWN = { minimum: 88, maximum: 340, height: 122, gapX: 14, gapY: 30, margin: 4, loop: 22 };

/**
 * Places a graph's nodes in a picture `width` pixels wide: columns from left to right where they fit, else from top
 * to bottom, as on a phone. Boxes grow with the `height` that there is; the picture may need more than that.
 */
export function layoutModelGraph(graph: ModelGraph, width: number, height = 0): ModelGraphLayout {
  const columns = graph.nodes.map((node) => node.column);
  const rows = graph.nodes.map((node) => node.row);
  const firstColumn = Math.min(...columns, 0);
  const firstRow = Math.min(...rows);
  const columnSpan = Math.max(...columns, 0) - firstColumn;
  const rowSpan = graph.nodes.length === 0 ? 0 : Math.max(...rows) - firstRow;

  const roomy = (width - 2 * ACROSS.margin + ACROSS.gapX) / (columnSpan + 1) - ACROSS.gapX >= ACROSS.minimum;
  const { minimum, gapX: gapAcross } = roomy ? ACROSS : MANY_ACROSS;
  const across = (width - 2 * ACROSS.margin + gapAcross) / (columnSpan + 1) - gapAcross;
  const direction = across >= minimum ? "across" : "down";
  const loops = graph.edges.some(({ kind }) => kind === "carry");
  const measure = direction === "across" ? { ...ACROSS, gapX: gapAcross } : DOWN;
  const alongSpan = direction === "across" ? columnSpan : rowSpan;
  const crossSpan = direction === "across" ? rowSpan : columnSpan;
  // Room for loops, and for the lane of wires that pass beside boxes.
  const side = direction === "down" ? DOWN.loop : 0;
  const room = (width - side - 2 * measure.margin + measure.gapX) / (alongSpan + 1);
  const boxWidth = Math.max(direction === "down" ? DOWN.minimum : 0, Math.min(measure.maximum, room - measure.gapX));
  const pitchX = Math.max(room, boxWidth + measure.gapX);
  const top = measure.margin + (direction === "across" && loops ? ACROSS.loop : 0);
  const heightAt = (gap: number) => (height - top - BELOW - gap * crossSpan) / (crossSpan + 1);
  // On a low stage rows move together before the picture is scrolled.
  const gapY = direction === "across" && heightAt(ACROSS.gapY) < ACROSS.height + 24 ? LOW_GAP : measure.gapY;
  const fitting = heightAt(gapY);
  const boxHeight = direction === "across" ? Math.max(ACROSS.height, Math.min(ACROSS.tallest, fitting)) : DOWN.height;
  const pitchY = boxHeight + gapY;
  const left = measure.margin + Math.max(0, (pitchX - measure.gapX - boxWidth) / 2);

  const nodes = graph.nodes.map((node): PlacedNode => {
    const column = node.column - firstColumn;
    const row = node.row - firstRow;
    const [along, cross] = direction === "across" ? [column, row] : [row, column];
    return {
      node,
      turn: columnSpan === 0 ? 0 : column / columnSpan,
      box: { x: left + along * pitchX, y: top + cross * pitchY, width: boxWidth, height: boxHeight },
    };
  });
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const edges = graph.edges.flatMap((edge, index): PlacedEdge[] => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from || !to) return [];
    const others = nodes.filter((placed) => placed !== from && placed !== to).map(({ box }) => box);
    const line = route(edge, from.box, to.box, others, direction, measure.loop);
    const hop = 1 / Math.max(1, columnSpan);
    const arrival = to.turn > from.turn ? to.turn : from.turn + hop;
    return [{ edge, key: `${index}:${edge.from}:${edge.to}`, turn: from.turn, arrival, ...line }];
  });
  return {
    direction,
    width: Math.max(width, left + alongSpan * pitchX + boxWidth + side + measure.margin),
    height: top + crossSpan * pitchY + boxHeight + (direction === "across" ? BELOW : measure.margin),
    nodes,
    edges,
  };
}

type Route = Pick<PlacedEdge, "path" | "label">;

function route(
  edge: ModelGraphEdge,
  from: Box,
  to: Box,
  others: readonly Box[],
  direction: ModelGraphLayout["direction"],
  loop: number,
): Route {
  if (from === to) return direction === "across" ? loopAbove(from, loop) : loopBeside(from, loop);
  return direction === "across" ? routeAcross(edge, from, to, others) : routeDown(from, to, others);
}

function loopAbove({ x, y, width }: Box, loop: number): Route {
  const [left, right, high] = [x + width * 0.22, x + width * 0.78, y - loop + 4];
  return {
    path: `M${right} ${y}C${right + 6} ${high} ${left - 6} ${high} ${left} ${y - 2}`,
    label: { x: x + width / 2, y: y - loop + 6 },
  };
}

function loopBeside({ x, y, width, height }: Box, loop: number): Route {
  const [upper, lower, far] = [y + height * 0.25, y + height * 0.75, x + width + loop];
  return {
    path: `M${x + width} ${lower}C${far} ${lower + 6} ${far} ${upper - 6} ${x + width + 2} ${upper}`,
    label: { x: x + width + loop * 0.36, y: y + height / 2 + 4 },
  };
}

function routeAcross(edge: ModelGraphEdge, from: Box, to: Box, others: readonly Box[]): Route {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x - 3, y: to.y + to.height / 2 };
  const overlaps = Math.abs(from.x - to.x) < from.width;
  if (overlaps) {
    const downwards = to.y > from.y;
    const x = from.x + from.width / 2;
    const [y1, y2] = downwards ? [from.y + from.height, to.y - 3] : [from.y, to.y + to.height + 3];
    const x2 = to.x + to.width / 2;
    const middle = (y1 + y2) / 2;
    return { path: `M${x} ${y1}C${x} ${middle} ${x2} ${middle} ${x2} ${y2}`, label: { x: x + 8, y: middle + 3 } };
  }
  const blocked = others.some(
    (box) =>
      box.x > Math.min(start.x, end.x) &&
      box.x + box.width < Math.max(start.x, end.x) &&
      box.y < Math.max(start.y, end.y) + 1 &&
      box.y + box.height > Math.min(start.y, end.y) - 1,
  );
  if (end.x > start.x && !blocked && edge.kind === "forward") {
    const bend = (end.x - start.x) / 2;
    return {
      path: `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`,
      label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - 8 },
    };
  }
  // Down into a lane below all that stands between, along it, and up into the box.
  const [x1, x2] = [from.x + from.width * 0.55, to.x + to.width * 0.45];
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  const between = others.filter((box) => box.x < right && box.x + box.width > left);
  const bottom = Math.max(...[from, to, ...between].map((box) => box.y + box.height));
  // Each source has a lane of its own, so that they are told apart.
  const under = bottom + 9 + ((Math.round(from.x + from.y) % 2) + 2) * 2;
  const turn = 8 * Math.sign(x2 - x1);
  const arrival = to.y + to.height + 3;
  return {
    path: [
      `M${x1} ${from.y + from.height}V${under - 8}Q${x1} ${under} ${x1 + turn} ${under}`,
      `H${x2 - turn}Q${x2} ${under} ${x2} ${under - 8}V${arrival}`,
    ].join(""),
    label: { x: (x1 + x2) / 2, y: under - 2 },
  };
}

function routeDown(from: Box, to: Box, others: readonly Box[]): Route {
  const start = { x: from.x + from.width / 2, y: from.y + from.height };
  const end = { x: to.x + to.width / 2, y: to.y - 3 };
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
  const blocked = others.some(
    (box) => box.y > start.y && box.y + box.height < end.y && box.x < right + 1 && box.x + box.width > left - 1,
  );
  if (end.y > start.y && !blocked) {
    const bend = (end.y - start.y) / 2;
    return {
      path: `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`,
      label: { x: (start.x + end.x) / 2 + 8, y: (start.y + end.y) / 2 + 3 },
    };
  }
  // Along a lane to the right of everything.
  const lane = Math.max(...[from, to, ...others].map((box) => box.x + box.width)) + 9;
  const [y1, y2] = [from.y + from.height * 0.4, to.y + to.height * 0.6];
  const turn = 8 * Math.sign(y2 - y1);
  return {
    path: [
      `M${from.x + from.width} ${y1}H${lane - 8}Q${lane} ${y1} ${lane} ${y1 + turn}`,
      `V${y2 - turn}Q${lane} ${y2} ${lane - 8} ${y2}H${to.x + to.width + 3}`,
    ].join(""),
    label: { x: lane, y: (y1 + y2) / 2 },
  };
}

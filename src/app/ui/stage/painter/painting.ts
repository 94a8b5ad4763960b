import type { Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import { type Atlas, atlasOfView, paintMarks } from "../pictures/paint-pictures.ts";
import { roleColours } from "../pictures/paint-wave.ts";
import { paintWaves } from "../pictures/paint-waves.ts";
import { type Plane, planeIn } from "../pictures/plane.ts";
import { createSpectrograms } from "../pictures/spectrograms.ts";
import { createMovingPlane } from "./paint-moving-plane.ts";
import { gridPixels } from "./pixels.ts";
import type { Painting, Picture, Scene } from "./scene.ts";

/**
 * What may be spent on drawing what moves, as a share of a core: little where the model needs the few that there are,
 * more where some are left.
 */
const SHARE = navigator.hardwareConcurrency > 4 ? 0.3 : 0.06;
/** What a frame costs the browser beside that, on its way to the screen. */
const FRAME_MS = 2;
/** Between two pictures of what moves: not more often than screens show, nor so seldom that it jerks. */
const LEAST_MS = 1000 / 60;
const MOST_MS = 1000 / 24;

/** Sounds lower than this show their wave alone. */
const ROOM_FOR_BOTH = 44;

/** Paints on a canvas of the page, or on one that this thread was given, at most once a frame. */
export function createPainting(canvas: HTMLCanvasElement | OffscreenCanvas): Painting {
  // An offscreen context has all that is drawn with here.
  const context = canvas.getContext("2d") as CanvasRenderingContext2D | null;
  const paintPlane = createMovingPlane();
  const spectrogramsOf = createSpectrograms();
  let atlas: { readonly of: unknown; readonly atlas: Atlas | null } | null = null;
  let scene: Scene | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  /** Answers whether something still moves. */
  function paint(pen: Pen, picture: Picture, now: number, still: boolean): boolean {
    switch (picture.kind) {
      case "plane": {
        const moves = paintPlane(pen, picture.data, now, still);
        if (picture.place) crosshair(pen, planeIn(picture.data.bounds, pen.width, pen.height), picture.place);
        return moves;
      }
      case "pictures": {
        const { data, grid, captions, chosen } = picture;
        if (atlas?.of !== data) atlas = { of: data, atlas: atlasOfView(data) };
        const { roles = [] } = data;
        const { context } = pen;
        const pixels = gridPixels(data, grid, context.getTransform().a, context.canvas.width, context.canvas.height);
        context.putImageData(pixels, 0, 0);
        if (!atlas.atlas) return false;
        paintMarks(pen, {
          grid,
          atlas: atlas.atlas,
          roleOf: (index) => roles[index % Math.max(1, roles.length)],
          captionOf: captions && ((index) => captions[index] ?? ""),
          chosen,
        });
        return false;
      }
      case "waves": {
        const { data, grid, colouring } = picture;
        const { heads } = pen.colours;
        const own = (index: number) => heads[index % heads.length] ?? pen.colours.ink;
        const colourOf = colouring === "each" ? own : roleColours(data, pen.colours);
        paintWaves(pen, data, {
          grid,
          colourOf,
          spectrograms: grid.height < ROOM_FOR_BOTH ? null : spectrogramsOf(data),
        });
        return false;
      }
      default:
        return picture satisfies never;
    }
  }

  function draw(now: number): void {
    frame = 0;
    if (!context || !scene || scene.width === 0 || scene.height === 0) return;
    const { picture, width, height, ratio, colours, still } = scene;
    const began = performance.now();
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    // A canvas that is given a size loses what is on it, the same size too.
    if (canvas.width !== columns) canvas.width = columns;
    if (canvas.height !== rows) canvas.height = rows;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.save();
    const moves = paint({ context, width, height, colours }, picture, now, still);
    context.restore();
    if (!moves) return;
    // A frame that is asked for has its cost, so that one that nobody needs is not asked for.
    const wait = Math.min(MOST_MS, Math.max(LEAST_MS, (performance.now() - began + FRAME_MS) / SHARE));
    // The next frame is half of one away on average.
    timer = setTimeout(request, wait - LEAST_MS / 2);
  }

  function request(): void {
    clearTimeout(timer);
    timer = undefined;
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  return {
    show(next) {
      scene = next;
      // While something moves the next frame is on its way.
      if (timer === undefined) request();
    },
    end() {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      scene = null;
    },
  };
}

const ARMS = [
  [0, 1],
  [0, -1],
  [-1, 0],
  [1, 0],
] as const;

function crosshair({ context, colours }: Pen, plane: Plane, [x, y]: readonly [number, number]): void {
  const [px, py] = [plane.x(x), plane.y(y)];
  context.strokeStyle = css(colours.ink, 0.8);
  context.lineWidth = 1;
  context.beginPath();
  context.arc(px, py, 7, 0, 2 * Math.PI);
  for (const [dx, dy] of ARMS) {
    context.moveTo(px + 7 * dx, py + 7 * dy);
    context.lineTo(px + 13 * dx, py + 13 * dy);
  }
  context.stroke();
}

import { describe, expect, it } from "vitest";
import { labelColour, labelShape, ROLE_SHAPES, traceShape } from "./marks.ts";

/** The WCAG luminance of an `oklch(l c h)`, clipped to sRGB. Ottosson 2020 for the matrices. */
function luminance(colour: string): number {
  const [l = 0, c = 0, h = 0] = (/oklch\((.+)\)/.exec(colour)?.[1] ?? "").split(" ").map(Number);
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const [long, medium, short] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const clip = (value: number) => Math.max(0, Math.min(1, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe("the colours of labels", () => {
  it("read as text on the panel of either theme, for every letter and digit", () => {
    // Luminances of #fffefb and #1b1a21.
    const [light, dark] = [0.99, 0.0107];
    for (let index = 0; index < 62; index++) {
      expect(contrast(luminance(labelColour(index, false)), light), `${index} light`).toBeGreaterThan(4.5);
      expect(contrast(luminance(labelColour(index, true)), dark), `${index} dark`).toBeGreaterThan(4.5);
    }
  });
});

describe("markers", () => {
  it("differ for every role, and for neighbouring labels", () => {
    const roles = Object.values(ROLE_SHAPES).map((shape) => JSON.stringify(shape));
    expect(new Set(roles).size).toBe(roles.length);
    expect(labelShape(0)).not.toEqual(labelShape(1));
    expect(labelShape(8)).toEqual(labelShape(0));
  });

  it("are drawn around their place, as large as they are asked to be", () => {
    const corners: (readonly [number, number])[] = [];
    const add = (x: number, y: number) => void corners.push([x, y]);
    traceShape({ moveTo: add, lineTo: add, closePath() {}, arc() {} }, ROLE_SHAPES.generator)(10, 20, 4);
    expect(corners.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([
      [10, 16],
      [14, 20],
      [10, 24],
      [6, 20],
    ]);
  });
});

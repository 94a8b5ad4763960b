import type { Property } from "../associations.ts";

/** Keeps what has no extent from being divided by nothing. */
const TINY = 1e-6;

/** Moments of what stands out from the picture's ground, which is the mean of its border. */
interface Moments {
  readonly ink: number;
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
  readonly slant: number;
}

/** What can be said of pictures [N, H, W, C]: how much stands out from the ground, where, how wide, high and slanted; and colours. */
export function pictureProperties(
  values: Float32Array,
  [H, W, C]: readonly [number, number, number],
): readonly Property[] {
  const size = H * W * C;
  const pictures = Array.from({ length: values.length / size }, (_, n) => values.subarray(n * size, (n + 1) * size));
  const moments = pictures.map((picture) => momentsOf(picture, H, W, C));
  const of = (id: keyof Moments): Property => ({ id, values: moments.map((each) => each[id]) });
  const colours =
    C < 3 ? [] : (["red", "green", "blue"] as const).map((id, channel) => colourOf(id, pictures, channel, C));
  return [...(["ink", "across", "down", "width", "height", "slant"] as const).map(of), ...colours];
}

/** The mean of a channel, over that of all. */
function colourOf(id: string, pictures: readonly Float32Array[], channel: number, C: number): Property {
  const values = pictures.map((picture) => {
    let [own, all] = [0, 0];
    for (let i = 0; i < picture.length; i++) {
      all += picture[i] as number;
      if (i % C === channel) own += picture[i] as number;
    }
    return (C * own - all) / picture.length;
  });
  return { id, values };
}

function momentsOf(picture: Float32Array, H: number, W: number, C: number): Moments {
  let [ground, edge] = [0, 0];
  const eachPixel = (visit: (x: number, y: number, value: number) => void) => {
    for (let y = 0; y < H; y++) {
      for (let x = 0; x < W; x++) {
        let value = 0;
        for (let c = 0; c < C; c++) value += picture[(y * W + x) * C + c] as number;
        visit(x, y, value / C);
      }
    }
  };
  eachPixel((x, y, value) => {
    if (x > 0 && y > 0 && x < W - 1 && y < H - 1) return;
    ground += value;
    edge++;
  });
  ground /= edge;
  let [ink, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
  eachPixel((x, y, value) => {
    const weight = Math.abs(value - ground);
    ink += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumYY += weight * y * y;
    sumXY += weight * x * y;
  });
  const total = ink + TINY;
  const [across, down] = [sumX / total, sumY / total];
  const [width, height] = [
    Math.sqrt(Math.max(0, sumXX / total - across ** 2)),
    Math.sqrt(Math.max(0, sumYY / total - down ** 2)),
  ];
  // A stroke that leans to the right rises with x, and y points down.
  const slant = -(sumXY / total - across * down) / (width * height + TINY);
  return { ink: ink / (H * W), across, down, width, height, slant };
}

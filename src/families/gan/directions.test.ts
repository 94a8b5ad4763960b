import { expect, it } from "vitest";
import { randomNormals, randomStream } from "../../core/random.ts";
import { directionsOf } from "./directions.ts";

it("a property's direction is the one that it rises along, as closely as other samples tell", () => {
  const [latent, count] = [4, 1200];
  const noise = Float32Array.from(randomNormals(randomStream(1, "noise"), latent * count));
  const z = (n: number, i: number) => noise[n * latent + i] as number;
  const of = (value: (n: number) => number) => Array.from({ length: count }, (_, n) => value(n));
  const [slope, chance, still] = directionsOf(
    noise,
    latent,
    [
      { id: "slope", values: of((n) => 3 * z(n, 0) - 4 * z(n, 2)) },
      { id: "chance", values: randomNormals(randomStream(2, "chance"), count) },
      { id: "still", values: of(() => 1) },
    ],
    900,
  );
  expect(slope?.strength).toBeGreaterThan(0.97);
  expect([...(slope?.direction ?? [])]).toEqual([0.6, 0, -0.8, 0].map((each) => expect.closeTo(each, 1)));
  expect(Math.abs(chance?.strength ?? 1)).toBeLessThan(0.15);
  expect(still).toMatchObject({ strength: 0, direction: new Float32Array(latent) });
});

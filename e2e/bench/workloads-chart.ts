/** The chart of the README: how many times as fast as stock TensorFlow.js, a bar for each workload on a logarithmic axis. */
import type { WorkloadResult } from "./workloads/run.ts";

const BAR = 22;
const GAP = 8;
const LEFT = 120;
const WIDTH = 720;
const RIGHT = 60;
const TOP = 46;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2430 }
  .quiet { fill: #5b6475; font-size: 12px }
  .grid { stroke: #d5d9e2 }
  .bar { fill: #0b7f6b }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8ebf2 }
    .quiet { fill: #a3acbd }
    .grid { stroke: #363d4a }
    .bar { fill: #35c2a5 }
  }`;

export function chart(results: readonly WorkloadResult[], backend: string): string {
  const bars = results.flatMap(({ name, ratio }) => (ratio === null ? [] : [{ name, ratio }]));
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...bars.map(({ ratio }) => ratio)))));
  const x = (ratio: number) => LEFT + ((WIDTH - LEFT - RIGHT) * Math.max(0, Math.log10(ratio))) / decades;
  const height = TOP + bars.length * (BAR + GAP) + 30;
  const lines = Array.from({ length: decades + 1 }, (_, power) => {
    const at = x(10 ** power).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${height - 26}"/>
  <text class="quiet" x="${at}" y="${height - 10}" text-anchor="middle">${(10 ** power).toLocaleString("en-US")}×</text>`;
  });
  const drawn = bars.map(({ name, ratio }, i) => {
    const y = TOP + i * (BAR + GAP);
    const middle = y + BAR / 2 + 5;
    return `<text x="${LEFT - 10}" y="${middle}" text-anchor="end">${name}</text>
  <rect class="bar" x="${LEFT}" y="${y}" width="${(x(ratio) - LEFT).toFixed(1)}" height="${BAR}" rx="3"/>
  <text x="${(x(ratio) + 8).toFixed(1)}" y="${middle}">${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×</text>`;
  });
  const title = `Training steps a second on ${backend}, times those of stock TensorFlow.js`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
  <style>${STYLE}
  </style>
  <text x="${LEFT}" y="22">${title}</text>
  ${[...lines, ...drawn].join("\n  ")}
</svg>
`;
}

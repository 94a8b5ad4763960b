import { InklingError } from "../../core/errors.ts";
import type { Change, PartKey } from "./database.ts";
import { ENTRY_VERSION, type Entry, type Moment, type RunToKeep } from "./entry.ts";
import { thumbnailOf } from "./views.ts";

/** What was written of a run by this page. */
export interface Writer {
  readonly checkpoints: Set<number>;
  /** By step; `null` is there and is to go. */
  readonly moments: Map<number, WeakRef<Moment> | null>;
  /** Pieces of the series, by what they are made of. */
  readonly pieces: WeakSet<object>;
  pieceBytes: number;
  /** What the visitor calls it. */
  name: string;
  /** Whether anything was written. */
  begun: boolean;
}

export const newWriter = (): Writer => ({
  checkpoints: new Set(),
  moments: new Map(),
  pieces: new WeakSet(),
  pieceBytes: 0,
  name: "",
  begun: false,
});

/** What is new of a run since it was written last: the same few things however long it is. */
export function changeOf(
  { id, config, preset, backend, checkpoints, series, timeline, marks }: RunToKeep,
  writer: Writer,
  { page, savedAt }: { readonly page: string; readonly savedAt: number },
): { readonly change: Change; readonly done: () => void } {
  const newest = checkpoints.at(-1);
  if (!newest) throw new InklingError("keptGone");
  const { header, pieces, done } = series.save(writer.pieces);
  const puts: { key: PartKey; value: object }[] = [];
  const drops: [PartKey, PartKey][] = [];

  const steps = new Set<number>(checkpoints.map(({ step }) => step));
  for (const checkpoint of checkpoints) {
    if (!writer.checkpoints.has(checkpoint.step))
      puts.push({ key: ["checkpoint", checkpoint.step, 0], value: checkpoint });
  }
  for (const step of writer.checkpoints) if (!steps.has(step)) drops.push(exactly(["checkpoint", step, 0]));

  const moments = new Map(timeline.map((moment) => [moment.step, moment]));
  for (const [step, moment] of moments) {
    if (writer.moments.get(step)?.deref() !== moment) puts.push({ key: ["moment", step, 0], value: moment });
  }
  for (const step of writer.moments.keys()) if (!moments.has(step)) drops.push(exactly(["moment", step, 0]));

  for (const piece of pieces) puts.push({ key: ["piece", piece.level, piece.index], value: piece });
  for (const [level, { pieces: held }] of header.levels.entries()) {
    drops.push([
      ["piece", level, 0],
      ["piece", level, held[0]],
    ]);
    drops.push([
      ["piece", level, held[1]],
      ["piece", level + 1, 0],
    ]);
  }
  // Going back may leave fewer levels than there were.
  drops.push([
    ["piece", header.levels.length, 0],
    ["piece", Number.MAX_SAFE_INTEGER, 0],
  ]);

  const last = pieces.at(-1);
  const pieceBytes = last ? last.values.reduce((sum, { byteLength }) => sum + byteLength, 8192) : writer.pieceBytes;
  const held = header.levels.reduce((sum, { pieces: [first, end] }) => sum + end - first, 0);
  const bytes =
    checkpoints.reduce((sum, each) => sum + each.bytes, 0) +
    timeline.reduce((sum, { view }) => sum + viewBytes(view), 0) +
    held * pieceBytes;
  const shown = timeline.at(-1)?.view;
  const entry: Entry = {
    version: ENTRY_VERSION,
    id,
    owner: page,
    name: writer.name,
    config,
    preset,
    backend,
    step: newest.step,
    elapsedMs: newest.elapsedMs,
    savedAt,
    bytes,
    checkpoints: [...steps],
    moments: [...moments.keys()],
    marks,
    series: header,
    thumbnail: shown ? thumbnailOf(shown) : null,
  };
  return {
    change: { entry, puts, drops: drops.filter(([from, to]) => before(from, to)) },
    done() {
      done();
      writer.pieceBytes = pieceBytes;
      replace(writer.checkpoints, steps);
      writer.moments.clear();
      for (const [step, moment] of moments) writer.moments.set(step, new WeakRef(moment));
      writer.begun = true;
    },
  };
}

function replace(set: Set<number>, by: ReadonlySet<number>): void {
  set.clear();
  for (const each of by) set.add(each);
}

const exactly = (key: PartKey): [PartKey, PartKey] => [key, [key[0], key[1], key[2] + 1] as unknown as PartKey];
const before = (from: PartKey, to: PartKey) => from[1] < to[1] || (from[1] === to[1] && from[2] < to[2]);

function viewBytes(view: Moment["view"]): number {
  if (view.kind === "images") return view.pixels.byteLength;
  if (view.kind === "waves") return view.values.byteLength;
  if (view.kind === "scatter") return view.layers.reduce((sum, { points }) => sum + points.byteLength, 0);
  return 500;
}

/** The figures of a run as rows of words; each kind of backend shows those that mean something there. */
import type { FormResult } from "./workloads/measure.ts";
import type { Measured } from "./workloads.ts";

export interface Column {
  readonly title: string;
  readonly cell: (measured: Measured) => string;
}

const NONE = "–";

/** Processor time where the host tells it: a busy machine bends it less than the clock. */
const timeOf = (form: FormResult) => form.processorMs ?? form.stepMs;

export const digits = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(value < 1 ? 2 : 3);

const times = (ratio: number | null) => (ratio === null ? NONE : `${digits(ratio)}×`);

const formOf = (form: Measured["stock"]): FormResult | null => (typeof form === "string" ? null : form);

/** A figure of ours beside stock's. */
function both(title: string, figure: (form: FormResult) => number | null, show: (value: number) => string): Column {
  const shown = (form: Measured["stock"]) => {
    const found = formOf(form);
    const value = found ? figure(found) : null;
    return value === null ? NONE : show(value);
  };
  return { title: `${title} ours / stock`, cell: ({ inkling, stock }) => `${shown(inkling)} / ${shown(stock)}` };
}

/** The share of stock's figure that ours is. */
function share(title: string, figure: (form: FormResult) => number | null): Column {
  return {
    title,
    cell: ({ inkling, stock }) => {
      const [mine, other] = [inkling, stock].map((form) => {
        const found = formOf(form);
        return found ? figure(found) : null;
      });
      return typeof mine === "number" && other ? `${digits((100 * mine) / other)}%` : NONE;
    },
  };
}

/** PyTorch's milliseconds by the same measure as ours. */
const pytorchMs = ({ inkling, pytorch }: Measured) =>
  pytorch && (formOf(inkling)?.processorMs == null ? pytorch.clockMs : pytorch.processorMs);

/** Milliseconds of a step, with the backend where that is another than the row's. */
function stepTime(title: string, of: (measured: Measured) => Measured["stock"]): Column {
  return {
    title,
    cell: (measured) => {
      const form = formOf(of(measured));
      const time = form && timeOf(form);
      if (!form || time === null) return NONE;
      return `${digits(time)}${form.backend === measured.backend ? "" : ` (${form.backend})`}`;
    },
  };
}

const ms: readonly Column[] = [
  stepTime("ms a step", ({ inkling }) => inkling),
  stepTime("stock", ({ stock }) => stock),
  { title: "ratio", cell: ({ ratio }) => times(ratio) },
];

const threads: readonly Column[] = [
  stepTime("on all cores", ({ threads }) => threads),
  {
    title: "times one",
    cell: ({ inkling, threads }) => {
      const [one, all] = [formOf(inkling)?.stepMs, formOf(threads)?.stepMs];
      return one && all ? times(one / all) : NONE;
    },
  },
];

const pytorch: readonly Column[] = [
  {
    title: "PyTorch",
    cell: (measured) => {
      const theirs = pytorchMs(measured);
      return theirs ? digits(theirs) : NONE;
    },
  },
  {
    title: "ours / PyTorch",
    cell: (measured) => {
      const [ours, theirs] = [formOf(measured.inkling), pytorchMs(measured)];
      const time = ours && timeOf(ours);
      return time && theirs ? times(time / theirs) : NONE;
    },
  },
];

const speed: Column = {
  title: "GFLOP/s (of peak)",
  cell: ({ inkling, peak }) => {
    const form = formOf(inkling);
    if (!form?.gigaflops) return NONE;
    const share = peak.inkling ? ` (${Math.round((100 * form.gigaflops) / peak.inkling)}%)` : "";
    return `${digits(form.gigaflops)}${share}`;
  },
};

const script: readonly Column[] = [
  both("JavaScript ms", ({ scriptMs }) => scriptMs, digits),
  share("of stock's", ({ scriptMs }) => scriptMs),
];
const dispatches = (title: string): readonly Column[] => [
  both(title, (form) => form.dispatches, String),
  share("of stock's", (form) => form.dispatches),
];
const kernels = both("kernels", (form) => form.kernels, String);
const memory = both("peak MiB", ({ peakBytes }) => peakBytes / 2 ** 20, digits);
const firstStep = both("first step ms", ({ firstStepMs }) => firstStepMs, digits);
const workload: Column = { title: "workload", cell: ({ name }) => name };

/** The columns of the table that `measured` is a row of. */
export function columnsOf({ backend, software }: Measured): readonly Column[] {
  if (backend === "wasm") return [workload, ...ms, ...threads, ...pytorch, speed, kernels, memory, firstStep];
  if (backend === "cpu") return [workload, ...ms, ...pytorch, speed, kernels, memory, firstStep];
  const calls = dispatches(backend === "webgpu" ? "dispatches" : "draws");
  const speeds = software ? [] : [...ms, ...pytorch, speed];
  return [workload, ...speeds, ...calls, ...script, memory, firstStep];
}

const losses = both(
  "loss 3",
  ({ comparedLoss }) => comparedLoss,
  (loss) => loss.toPrecision(5),
);

/** The terminal shows the losses as well. */
const terminalColumns = (measured: Measured): readonly Column[] => [
  ...columnsOf(measured),
  ...(measured.software ? [] : [losses]),
];

const padded = (cells: readonly string[], columns: readonly Column[]) =>
  cells
    .map((cell, i) => (i === 0 ? cell.padEnd(13) : cell.padStart(Math.max(11, columns[i]?.title.length ?? 0) + 2)))
    .join("");

/** Where it ran; in software, with what is different there. */
export function describe({ backend, device, software }: Measured): string {
  return `${backend}${device === backend ? "" : ` (${device})`}${software ? ", in software: not timed" : ""}`;
}

export function heading(first: Measured): string {
  const columns = terminalColumns(first);
  return `${describe(first)}\n${padded(
    columns.map(({ title }) => title),
    columns,
  )}`;
}

/** One line for the terminal. */
export function line(measured: Measured): string {
  const columns = terminalColumns(measured);
  return padded(
    columns.map(({ cell }) => cell(measured)),
    columns,
  );
}

/** What is out of the ordinary in a row. */
export function notes({ inkling, stock }: Measured): string[] {
  return Object.entries({ ours: inkling, stock }).flatMap(([form, result]) => {
    if (result === null) return [];
    if (typeof result === "string") return [`${form} ${result}`];
    return result.pace === "few steps" || result.pace === "first step only" ? [`${form}: ${result.pace}`] : [];
  });
}

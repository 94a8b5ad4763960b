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

const ms: readonly Column[] = [
  { title: "ms a step", cell: ({ inkling }) => (formOf(inkling) ? digits(timeOf(inkling as FormResult)) : NONE) },
  {
    title: "stock",
    cell: ({ stock, backend }) => {
      const form = formOf(stock);
      return form ? `${digits(timeOf(form))}${form.backend === backend ? "" : ` (${form.backend})`}` : NONE;
    },
  },
  { title: "ratio", cell: ({ ratio }) => times(ratio) },
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
      return ours && theirs ? times(timeOf(ours) / theirs) : NONE;
    },
  },
];

const speed: Column = {
  title: "GFLOP/s (of peak)",
  cell: ({ inkling, peak }) => {
    const form = formOf(inkling);
    if (!form) return NONE;
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
  if (backend === "wasm" || backend === "cpu") return [workload, ...ms, ...pytorch, speed, kernels, memory, firstStep];
  const calls = dispatches(backend === "webgpu" ? "dispatches" : "draws");
  const speeds = software ? [] : [...ms, speed];
  return [workload, ...speeds, ...calls, ...script, memory, firstStep];
}

/** The terminal shows the losses as well, and the time of a step everywhere. */
const terminalColumns = (measured: Measured): readonly Column[] => [
  ...columnsOf(measured),
  both(
    "loss 3",
    ({ comparedLoss }) => comparedLoss,
    (loss) => loss.toPrecision(5),
  ),
  ...(measured.software ? ms : []),
];

const padded = (cells: readonly string[], columns: readonly Column[]) =>
  cells
    .map((cell, i) => (i === 0 ? cell.padEnd(13) : cell.padStart(Math.max(11, columns[i]?.title.length ?? 0) + 2)))
    .join("");

/** Where it ran; in software, with what is different there. */
export function describe({ backend, device, software, sizes }: Measured): string {
  const cut = `, in software: timed on ${sizes.batch} examples; dispatches, JavaScript and memory are those of the full batch`;
  return `${backend}${device === backend ? "" : ` (${device})`}${software ? cut : ""}`;
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
    return result.pace === "blocks" ? [] : [`${form}: ${result.pace}`];
  });
}

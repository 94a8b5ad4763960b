/** What failed, read from the reports that Vitest and Playwright write as JSON: its name and what was said of it. */
export interface Failure {
  readonly name: string;
  readonly messages: readonly string[];
}

/** Of Vitest's `--reporter=json`, which is Jest's. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file itself could not be run. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly projectName: string;
      /** `unexpected`, `flaky`, `expected` or `skipped`. */
      readonly status: string;
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

/** Of Playwright's `--reporter=json`. */
interface PlaywrightReport {
  readonly suites: readonly Suite[];
  /** What failed outside of any test. */
  readonly errors?: readonly { readonly message?: string }[];
}

const ofVitest = ({ testResults }: VitestReport): Failure[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0) return status === "failed" ? [{ name, messages: [message ?? ""] }] : [];
    return tests.map(({ fullName, failureMessages }) => ({
      name: `${name} › ${fullName}`,
      messages: failureMessages ?? [],
    }));
  });

const ofSuite = ({ suites = [], specs = [] }: Suite): Failure[] => [
  ...specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ projectName, results }) => ({
        name: `[${projectName}] ${file} › ${title}`,
        messages: results.flatMap(({ errors = [] }) => errors.map(({ message = "" }) => message)),
      })),
  ),
  ...suites.flatMap(ofSuite),
];

/** What a report says has failed; nothing where all is well. */
export const failuresOf = (report: VitestReport | PlaywrightReport): Failure[] =>
  "testResults" in report
    ? ofVitest(report)
    : [
        ...report.suites.flatMap(ofSuite),
        ...(report.errors ?? []).map(({ message = "" }) => ({ name: "outside of the tests", messages: [message] })),
      ];

// biome-ignore lint/suspicious/noControlCharactersInRegex: what colours a terminal begins with one.
const COLOURS = /\u001b\[[\d;]*m/g;

/** Under its name the first lines of what was said, which tell what was expected where; not the whole trace. */
export function told({ name, messages }: Failure, lines = 12): string {
  const said = messages.flatMap((message) => message.replace(COLOURS, "").trim().split("\n").slice(0, lines));
  return [`✗ ${name}`, ...said.map((line) => `    ${line}`)].join("\n");
}

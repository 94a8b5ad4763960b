import { describe, expect, test } from "vitest";
import { failuresOf, told } from "./failures.ts";

describe("what is said at the end of a run that failed", () => {
  test("is the name and the messages of each test, and of a file that could not be run", () => {
    const passed = { fullName: "adds", status: "passed", failureMessages: [] };
    const failed = { fullName: "sums adds", status: "failed", failureMessages: ["expected 2 to be 3"] };
    const testResults = [
      { name: "a.test.ts", status: "failed", message: "", assertionResults: [passed, failed] },
      { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
      { name: "c.test.ts", status: "passed", message: "", assertionResults: [passed] },
    ];
    expect(failuresOf({ testResults })).toEqual([
      { name: "a.test.ts › sums adds", messages: ["expected 2 to be 3"] },
      { name: "b.test.ts", messages: ["no such module"] },
    ]);
  });

  test("names the browser's project too, every try, and what failed outside of the tests", () => {
    const spec = (title: string, status: string, ...said: string[]) => ({
      title,
      file: "a.spec.ts",
      tests: [{ projectName: "phone", status, results: said.map((message) => ({ errors: [{ message }] })) }],
    });
    const suites = [
      {
        title: "a.spec.ts",
        specs: [spec("opens", "expected")],
        suites: [
          { title: "later", specs: [spec("plays", "unexpected", "one", "two"), spec("waits", "flaky", "late")] },
        ],
      },
    ];
    expect(failuresOf({ suites, errors: [{ message: "no server" }] })).toEqual([
      { name: "[phone] a.spec.ts › plays", messages: ["one", "two"] },
      { name: "outside of the tests", messages: ["no server"] },
    ]);
  });

  test("is a few plain lines of each", () => {
    const message = ["\u001b[31mno\u001b[39m", "at 1", "at 2"].join("\n");
    expect(told({ name: "adds", messages: [message] }, 2)).toBe("✗ adds\n    no\n    at 1");
  });
});

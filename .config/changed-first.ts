/** The order of test files: those nearest to what was changed come first, the slow ones next, and the longest of the rest. */
import { execFileSync } from "node:child_process";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What differs from the commit before the last, by git; nothing where there is no git, or no such commit. */
function changedFiles(root: string): readonly string[] {
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n");
  try {
    return [
      ...git("diff", "--name-only", "--relative", "HEAD~1"),
      ...git("ls-files", "--others", "--exclude-standard"),
    ];
  } catch {
    return [];
  }
}

const foldersOf = (path: string) => path.split("/").slice(0, -1);
/** `src/core/mutex.slow.test.ts` and `src/core/mutex.ts` are about `src/core/mutex`. */
const subjectOf = (path: string) => path.replace(/\.[^/]*$/, "");

/** How near a test lies to a changed file: by the folders that both lie in, and above all where it is about that very file. */
export function nearness(test: string, changed: readonly string[]): number {
  const folders = foldersOf(test);
  const near = changed.map((file) => {
    if (subjectOf(file) === subjectOf(test)) return Number.POSITIVE_INFINITY;
    const others = foldersOf(file);
    const apart = folders.findIndex((folder, i) => folder !== others[i]);
    return apart < 0 ? folders.length : apart;
  });
  return Math.max(0, ...near);
}

export class ChangedFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const changed = changedFiles(root).filter((file) => file !== "");
    const ranked = (await super.sort(files)).map((file) => {
      const path = relative(root, file.moduleId).replaceAll("\\", "/");
      return { file, near: nearness(path, changed), slow: path.includes(".slow.test.") };
    });
    ranked.sort((a, b) => (a.near === b.near ? Number(b.slow) - Number(a.slow) : b.near - a.near));
    return ranked.map(({ file }) => file);
  }
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["firefox", "firefox-esr"];
const PLACES = [
  "/usr/bin/firefox",
  "/usr/bin/firefox-esr",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Firefox to test in, or null: the variable INKLING_FIREFOX, else one on the PATH, else where systems put it.
 *
 * @throws Error where INKLING_FIREFOX names no executable: a wish that cannot be met is not passed over.
 */
export function findFirefox(environment = process.env, executable = isExecutable) {
  const wished = environment.INKLING_FIREFOX;
  if (wished) {
    if (!executable(wished)) throw new Error(`INKLING_FIREFOX names no executable: ${wished}`);
    return wished;
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const named = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...named, ...PLACES].find((path) => executable(path)) ?? null;
}

import { version } from "../../../../package.json";

const MAX_LINES = 12;

const shorten = (stack: string, origin: string): string =>
  stack
    .replaceAll(origin, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, MAX_LINES)
    .join("\n  ");

/**
 * What somebody who is to mend it has to know: versions, the set-up's link, the error. Nothing of the visitor: neither
 * data nor samples, and no address beyond the page's own.
 */
export function reportOf(error: unknown, componentStack: string): string {
  const { origin, pathname, hash } = location;
  const known = error instanceof Error ? error : new Error(String(error));
  const lines = [
    `Inkling ${version}`,
    `Browser: ${navigator.userAgent}`,
    `Isolated: ${globalThis.crossOriginIsolated === true} · secure: ${globalThis.isSecureContext === true}`,
    `Set-up: ${pathname}${hash}`,
    `Error: ${known.name}: ${known.message.replaceAll(origin, "")}`,
    `  ${shorten(known.stack ?? "", origin)}`,
    ...(componentStack ? [`In: ${shorten(componentStack, origin)}`] : []),
  ];
  return lines.join("\n");
}

import type { RunConfig } from "../../../catalog/config.ts";
import { InklingError } from "../../../core/errors.ts";
import { CONTENT_KEY, type Content, parseContent } from "../../../schema/content.ts";
import type { SessionPorts } from "../ports.ts";

/** What the set-up names and does not hold itself; rejects with `contentMissing` {name, kilobytes} where it is not here. */
export function contentFor(config: RunConfig, { contents }: SessionPorts): Promise<Uint8Array> | undefined {
  const content = parseContent(String(config[CONTENT_KEY] ?? ""));
  return content?.kind === "named" ? find(content, contents) : undefined;
}

type Named = Extract<Content, { kind: "named" }>;

async function find(content: Named, contents: SessionPorts["contents"]): Promise<Uint8Array> {
  const found = await contents.read(content.digest);
  if (found) return found;
  throw new InklingError("contentMissing", { name: content.name, kilobytes: Math.ceil(content.bytes / 1000) });
}

import { unzipSync } from "fflate";
import { type ComeBack, comeBack, type Elsewhere, elsewhere } from "../../../catalog/project.ts";

/** Larger files are no model of this page. */
const MOST_BYTES = 256 * 2 ** 20;
const CHECKPOINT = "checkpoint.safetensors";

type Problem = "strange" | "noCheckpoint" | "noZip";

/**
 * What a checkpoint, or the zip that it is in, holds, or a file of weights from elsewhere; or why it holds nothing. Throws as
 * `readSafetensors` does.
 */
export async function readProject(file: Blob): Promise<ComeBack | Elsewhere | Problem> {
  if (file.size > MOST_BYTES) return "noZip";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const checkpoint = isZip ? fromZip(bytes) : bytes;
  if (typeof checkpoint === "string") return checkpoint;
  return comeBack(checkpoint) ?? elsewhere(checkpoint) ?? "strange";
}

function fromZip(bytes: Uint8Array): Uint8Array | Problem {
  try {
    let found = false;
    // Only the first checkpoint is unpacked, and none that says that it would fill the memory.
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const wanted = !found && originalSize <= MOST_BYTES && (name === CHECKPOINT || name.endsWith(`/${CHECKPOINT}`));
        found ||= wanted;
        return wanted;
      },
    });
    return Object.values(files)[0] ?? "noCheckpoint";
  } catch {
    return "noZip";
  }
}

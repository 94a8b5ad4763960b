/** Pictures on their way into a run: taken out of files and archives, checked by their headers, decoded to one small size. */
import { contentValue } from "../content.ts";
import { sha256 } from "../sha256.ts";
import { folderOf, unpackArchive } from "./archive.ts";
import { HEADER_BYTES, isTooLarge, readHeader } from "./header.ts";
import { LEAST_PICTURES, MOST_LABELS, MOST_PICTURES, type PicturePack, packPictures, sizeOf } from "./pack.ts";

/** Why files, or all of them, were left out: keys of the importer's words. */
export type PictureRefusal = "notPicture" | "tooLarge" | "damaged" | "tooMany" | "archive";

export interface PictureSteps {
  readonly side: number;
  readonly channels: 1 | 3;
  /** Whether the folder that a picture lies in is its label. */
  readonly folders: boolean;
}

export interface PicturePreview {
  readonly count: number;
  readonly refused: Readonly<Partial<Record<PictureRefusal, number>>>;
  readonly labels: readonly string[];
  readonly problem: "few" | "labels" | null;
  /** The first of them, as they will be learned. */
  readonly shown: { readonly count: number; readonly pixels: Uint8Array };
}

export interface PickedFile {
  readonly file: Blob;
  /** With its folders, where it came with some. */
  readonly path: string;
}

const ARCHIVE_BYTES = 64 * 2 ** 20;
const SHOWN = 40;

/** Decodes a picture to a square of that side, cut from its middle: RGBA, 4 × side × side. */
export type DecodePicture = (picture: Blob, side: number) => Promise<Uint8ClampedArray>;

export function createPictureImporter(decode: DecodePicture) {
  let pictures: { readonly blob: Blob; readonly label: string }[] = [];
  let refused: Partial<Record<PictureRefusal, number>> = {};
  let pack: PicturePack | null = null;

  const refuse = (why: PictureRefusal): void => {
    refused[why] = (refused[why] ?? 0) + 1;
  };

  async function take(blob: Blob, path: string): Promise<void> {
    if (pictures.length >= MOST_PICTURES) return refuse("tooMany");
    const header = readHeader(new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer()));
    if (!header) return refuse("notPicture");
    if (header.width === 0 || header.height === 0) return refuse("damaged");
    if (isTooLarge(header)) return refuse("tooLarge");
    pictures.push({ blob, label: folderOf(path) });
  }

  async function takeArchive(file: Blob): Promise<void> {
    if (file.size > ARCHIVE_BYTES) return refuse("archive");
    const { files, problem } = unpackArchive(
      new Uint8Array(await file.arrayBuffer()),
      (path) => !/__MACOSX/.test(path),
    );
    for (const { path, bytes } of files) await take(new Blob([bytes]), path);
    if (problem) refuse("archive");
  }

  return {
    /** Adds files to those that are there. */
    async add(files: readonly PickedFile[]): Promise<void> {
      for (const { file, path } of files) {
        try {
          const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
          if (start[0] === 0x50 && start[1] === 0x4b) await takeArchive(file);
          else await take(file, path);
        } catch {
          refuse("damaged");
        }
      }
    },
    async preview({ side, channels, folders }: PictureSteps): Promise<PicturePreview> {
      const size = sizeOf({ side, channels });
      const pixels = new Uint8Array(pictures.length * size);
      const kept: string[] = [];
      let damaged = 0;
      for (const { blob, label } of pictures) {
        try {
          writePixels(await decode(blob, side), channels, pixels.subarray(kept.length * size));
          kept.push(label);
        } catch {
          damaged++;
        }
      }
      const names = [...new Set(kept)].sort();
      const labels = folders && names.length > 1 ? names.map((name) => name || "–") : [];
      pack = {
        ...{ side, channels, labels },
        labelOf: labels.length > 0 ? Uint8Array.from(kept, (label) => names.indexOf(label)) : new Uint8Array(0),
        pixels: pixels.slice(0, kept.length * size),
      };
      const shown = Math.min(SHOWN, kept.length);
      return {
        count: kept.length,
        refused: damaged > 0 ? { ...refused, damaged: (refused.damaged ?? 0) + damaged } : refused,
        labels,
        problem: kept.length < LEAST_PICTURES ? "few" : labels.length > MOST_LABELS ? "labels" : null,
        shown: { count: shown, pixels: pixels.slice(0, shown * size) },
      };
    },
    async finish(): Promise<{ readonly value: string; readonly id: string; readonly data: Uint8Array } | null> {
      if (!pack) return null;
      const data = packPictures(pack);
      return { value: await contentValue(data, ""), id: sha256(data), data };
    },
    forget(): void {
      [pictures, refused, pack] = [[], {}, null];
    },
  };
}

export type PictureImporter = ReturnType<typeof createPictureImporter>;

/** Over white, as paper is; grey by the eye's measure (ITU-R BT.601). */
function writePixels(rgba: Uint8ClampedArray, channels: 1 | 3, into: Uint8Array): void {
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    const alpha = (rgba[i + 3] as number) / 255;
    const over = (channel: number): number => (rgba[i + channel] as number) * alpha + 255 * (1 - alpha);
    const [r, g, b] = [over(0), over(1), over(2)];
    if (channels === 1) into[at++] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    else {
      into[at++] = r;
      into[at++] = g;
      into[at++] = b;
    }
  }
}

import { playable } from "../../../core/signal/level.ts";
import { writeWav } from "../../../export/wav/write.ts";
import { type WavesView, waveOf } from "../../../schema/view.ts";
import { saveFile } from "../charts/save.ts";

/** Hands one sound of a view to the visitor as a WAV file, as it is heard; `model` says what made it, where a model did. */
export function saveWave(view: WavesView, index: number, word: string | undefined, model: string): void {
  const roles = view.roles ?? [];
  const real = roles.length > 0 && roles[index % roles.length] === "truth";
  const file = writeWav(playable(waveOf(view, index), view.rate), {
    rateHz: view.rate,
    title: [word, String(index + 1)].filter((part) => part !== undefined).join(" "),
    ...(real ? {} : { model }),
  });
  const name = ["inkling", ...(word ? [word] : []), String(index + 1)].join("-").replaceAll(/[\s/\\:*?"<>|]+/g, "-");
  saveFile(`${name.toLowerCase()}.wav`, new Blob([file], { type: "audio/wav" }));
}

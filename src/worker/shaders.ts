import { compileAhead } from "../engine/kernels/webgpu/ahead.ts";
import type { Trainer } from "../training/trainer.ts";

/**
 * Compiles the shaders of a training step all at once, before the first step needs them one by one. The run stands where
 * it stood: nothing is computed, and an unfinished step is forgotten. For WebGPU alone.
 */
export async function compileShaders(trainer: Trainer, report: (done: number) => void): Promise<void> {
  const { step } = trainer;
  await compileAhead(
    trainer.variables.map(({ variable }) => variable),
    () => trainer.advance()?.row.dispose(),
    (done, total) => report(total === 0 ? 1 : done / total),
  );
  trainer.seek(step);
}

import type { Page, Worker } from "@playwright/test";

/**
 * What can go wrong with the training worker, done to it from outside: the page has no door for it. TensorFlow.js keeps
 * its engine in the global scope of the worker, which is where its device is found.
 */
interface Engine {
  readonly backendName: string;
  readonly backendInstance: {
    /** WebGPU's. */
    readonly device?: { destroy(): void };
    /** WebGL's. */
    readonly gpgpu?: { readonly gl: WebGLRenderingContext };
  };
}

/** The worker that trains; the newest where several lived. */
export function trainingWorker(page: Page): Worker {
  const worker = page.workers().findLast((candidate) => /\/worker-[^/]*\.js/.test(candidate.url()));
  if (!worker) throw new Error("the page has no training worker");
  return worker;
}

/** Ends the worker without a word, as a crash does. */
export const endWorker = (page: Page): Promise<void> => trainingWorker(page).evaluate(() => self.close());

/** Holds the worker for ever: it neither answers nor ends. It waits rather than turns, so that it takes no core from others. */
export function hangWorker(page: Page): void {
  trainingWorker(page)
    .evaluate(() => {
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    })
    .catch(() => {});
}

/** Has the worker's own code throw where nobody catches it. */
export const throwInWorker = (page: Page, message = "planted"): Promise<void> =>
  trainingWorker(page).evaluate((text) => {
    setTimeout(() => {
      throw new Error(text);
    });
  }, message);

/** Takes the device or the context away that the run is on, as a driver's crash would; `false` where the run is on none. */
export const loseDevice = (page: Page): Promise<boolean> =>
  trainingWorker(page).evaluate(() => {
    const { backendInstance } = (globalThis as unknown as { _tfengine: Engine })._tfengine;
    const lost = backendInstance.gpgpu?.gl.getExtension("WEBGL_lose_context");
    if (lost) lost.loseContext();
    else if (backendInstance.device) backendInstance.device.destroy();
    else return false;
    return true;
  });

/** Has the browser refuse the page any more room, or no longer. */
export async function fillStorage(page: Page, full: boolean): Promise<void> {
  const { origin } = new URL(page.url());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.overrideQuotaForOrigin", full ? { origin, quotaSize: 1 } : { origin });
}

/** Makes every training step on one thread take so long, and the thread say nothing meanwhile, as a large model does. */
export const slowSteps = (page: Page, milliseconds: number): Promise<void> =>
  trainingWorker(page).evaluate((ms) => {
    const engine = (globalThis as unknown as { _tfengine: { runKernel(name: string, ...given: unknown[]): unknown } })
      ._tfengine;
    const runKernel = engine.runKernel.bind(engine);
    const held = new Int32Array(new SharedArrayBuffer(4));
    engine.runKernel = (name, ...given) => {
      // The weights of all layers move in one call a step.
      if (name === "InklingUpdates") Atomics.wait(held, 0, 0, ms);
      return runKernel(name, ...given);
    };
  }, milliseconds);

import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { WebglBackend } from "../../kernels/webgl/index.ts";

/**
 * Takes the device of the backend in use away, as a driver's crash would: destroys the WebGPU device, or drops the WebGL
 * context by `WEBGL_lose_context`. Answers false where there is nothing to lose (wasm, cpu).
 */
export function loseBackend(): boolean {
  switch (tf.getBackend()) {
    case "webgpu":
      (tf.backend() as unknown as WebGPUBackend).device.destroy();
      return true;
    case "webgl": {
      const extension = (tf.backend() as unknown as WebglBackend).gpgpu.gl.getExtension("WEBGL_lose_context");
      extension?.loseContext();
      return extension !== null;
    }
    default:
      return false;
  }
}

import type { OpenedBackend } from "./kinds.ts";

type Described = Pick<OpenedBackend, "description" | "software">;

const SOFTWARE_NAMES = /swiftshader|llvmpipe|softpipe|lavapipe|software|microsoft basic render|\bcpu\b/i;

/** Whether a renderer's or adapter's name is that of a GPU emulated on the CPU. */
export function isSoftwareRenderer(name: string): boolean {
  return SOFTWARE_NAMES.test(name);
}

/** The name of a WebGPU adapter, and whether it is emulated. */
export function describeAdapter(info: Partial<GPUAdapterInfo>, isFallbackAdapter: boolean): Described {
  const words = [info.description, info.vendor, info.architecture, info.device].filter((word) => word);
  const description = [...new Set(words)].join(" ") || "WebGPU";
  return {
    description,
    software: isFallbackAdapter || info.isFallbackAdapter === true || isSoftwareRenderer(description),
  };
}

/** The WebGPU adapter that TensorFlow.js would be given, described; null where there is none. */
export async function findAdapter(): Promise<Described | null> {
  const gpu = typeof navigator === "undefined" ? undefined : (navigator.gpu as GPU | undefined);
  const adapter = await gpu?.requestAdapter({ powerPreference: "high-performance" }).catch(() => null);
  if (!adapter) return null;
  // Browsers before 2025 have the mark on the adapter, later ones on its info.
  const marked = (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return describeAdapter((adapter.info as GPUAdapterInfo | undefined) ?? {}, marked);
}

/** The renderer behind a WebGL context, unmasked where the browser allows it. */
export function describeContext(gl: WebGLRenderingContext | WebGL2RenderingContext): Described {
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  const description = typeof name === "string" && name !== "" ? name : "WebGL";
  return { description, software: isSoftwareRenderer(description) };
}

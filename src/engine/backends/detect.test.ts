import { describe, expect, it } from "vitest";
import { describeAdapter, findAdapter, isSoftwareRenderer } from "./detect.ts";

describe("isSoftwareRenderer", () => {
  it.each([
    "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
    "llvmpipe (LLVM 15.0.6, 256 bits)",
    "Mesa/X.org softpipe",
    "Microsoft Basic Render Driver",
    "Apple Software Renderer",
  ])("tells %s apart", (name) => {
    expect(isSoftwareRenderer(name)).toBe(true);
  });

  it.each([
    "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)",
    "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)",
    "NVIDIA GeForce RTX 3060/PCIe/SSE2",
    "Adreno (TM) 740",
  ])("takes %s for hardware", (name) => {
    expect(isSoftwareRenderer(name)).toBe(false);
  });
});

describe("describeAdapter", () => {
  it("joins what the browser reveals, each word once", () => {
    const info = { vendor: "nvidia", architecture: "ampere", device: "", description: "nvidia" };
    expect(describeAdapter(info, false)).toEqual({ description: "nvidia ampere", software: false });
  });

  it("believes a fallback adapter's mark, wherever it stands", () => {
    expect(describeAdapter({ vendor: "google" }, true).software).toBe(true);
    expect(describeAdapter({ vendor: "google", isFallbackAdapter: true }, false).software).toBe(true);
  });

  it("knows SwiftShader by its architecture where the mark is missing", () => {
    expect(describeAdapter({ vendor: "google", architecture: "swiftshader" }, false).software).toBe(true);
  });
});

describe("findAdapter", () => {
  it("answers null where there is no WebGPU, as in Node", async () => {
    await expect(findAdapter()).resolves.toBeNull();
  });
});

/** The methods by which work reaches a GPU: counted, or made to ask for nothing. */

type Method = (...given: unknown[]) => unknown;

interface GpuCall {
  readonly prototype: object | undefined;
  readonly name: string;
  /** What to give the method so that the GPU has nothing to do. */
  readonly nothing: (given: readonly unknown[]) => readonly unknown[];
}

/** Of this host. */
function gpuCalls(): readonly GpuCall[] {
  const host = globalThis as {
    GPUComputePassEncoder?: { prototype: object };
    WebGL2RenderingContext?: { prototype: object };
  };
  return [
    { prototype: host.GPUComputePassEncoder?.prototype, name: "dispatchWorkgroups", nothing: () => [0, 0, 0] },
    {
      prototype: host.WebGL2RenderingContext?.prototype,
      name: "drawElements",
      nothing: ([mode, , type, offset]) => [mode, 0, type, offset],
    },
  ];
}

/** Does `work` while each call is given what `change` makes of its arguments. */
async function changed<Value>(
  change: (call: GpuCall, given: readonly unknown[]) => readonly unknown[],
  work: () => Promise<Value>,
): Promise<Value> {
  const restore = gpuCalls().flatMap((call) => {
    if (!call.prototype) return [];
    const methods = call.prototype as Record<string, Method>;
    const original = methods[call.name] as Method;
    methods[call.name] = function (this: unknown, ...given: unknown[]) {
      return original.apply(this, [...change(call, given)]);
    };
    const restoring = () => {
      methods[call.name] = original;
    };
    return [restoring];
  });
  try {
    return await work();
  } finally {
    for (const each of restore) each();
  }
}

/** Does `work` and counts its calls. */
export async function countCalls<Value>(work: () => Promise<Value>): Promise<{ value: Value; calls: number }> {
  let calls = 0;
  const value = await changed((_, given) => {
    calls++;
    return given;
  }, work);
  return { value, calls };
}

/**
 * Does `work` with every dispatch and draw of size zero: the same JavaScript, which neither waits for the GPU nor, where
 * that is software, shares the processor with it. What is computed meanwhile is worth nothing.
 */
export const withoutGpu = <Value>(work: () => Promise<Value>): Promise<Value> =>
  changed((call, given) => call.nothing(given), work);

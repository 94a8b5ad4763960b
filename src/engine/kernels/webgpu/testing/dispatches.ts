/** How many dispatches reach the device while `work` runs, stock programs included. */
export function countDispatches(work: () => void): number {
  const pass = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups } = pass;
  let count = 0;
  pass.dispatchWorkgroups = function (...sizes) {
    count++;
    return dispatchWorkgroups.apply(this, sizes);
  };
  try {
    work();
  } finally {
    pass.dispatchWorkgroups = dispatchWorkgroups;
  }
  return count;
}

/** How many draws reach the WebGL context while `work` runs, stock programs and uploads included. */
export function countDraws(work: () => void): number {
  const context = WebGL2RenderingContext.prototype;
  const { drawElements } = context;
  let count = 0;
  context.drawElements = function (...given) {
    count++;
    return drawElements.apply(this, given);
  };
  try {
    work();
  } finally {
    context.drawElements = drawElements;
  }
  return count;
}

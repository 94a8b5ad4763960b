interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Where an arrow key leads among cards that lie in rows, by their places; `null` for other keys and where nothing lies. */
export function inGrid(key: string, at: number, boxes: readonly Box[]): number | null {
  const here = boxes[at];
  if (!here) return null;
  switch (key) {
    case "ArrowRight":
      return at + 1 < boxes.length ? at + 1 : null;
    case "ArrowLeft":
      return at > 0 ? at - 1 : null;
    case "Home":
      return 0;
    case "End":
      return boxes.length - 1;
    case "ArrowDown":
    case "ArrowUp":
      return acrossRows(key === "ArrowDown" ? 1 : -1, here, boxes);
    default:
      return null;
  }
}

/** The card of the next row that lies closest below or above. */
function acrossRows(way: 1 | -1, here: Box, boxes: readonly Box[]): number | null {
  const beyond = boxes.filter((box) => way * (box.top - here.top) > 1);
  const nearest = Math.min(...beyond.map((box) => way * (box.top - here.top)));
  const row = beyond.filter((box) => Math.abs(way * (box.top - here.top) - nearest) < 1);
  const middle = here.left + here.width / 2;
  const away = (box: Box) => Math.abs(box.left + box.width / 2 - middle);
  const best = row.reduce<Box | null>((found, box) => (found && away(found) <= away(box) ? found : box), null);
  return best ? boxes.indexOf(best) : null;
}

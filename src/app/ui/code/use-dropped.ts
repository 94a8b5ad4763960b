import { type RefObject, useEffect, useRef } from "react";

/** Takes the first file that is dropped on the folded-out panel around an element. */
export function useDropped(onFile: (file: File) => void): RefObject<HTMLDivElement | null> {
  const inside = useRef<HTMLDivElement>(null);
  const newest = useRef(onFile);
  newest.current = onFile;
  useEffect(() => {
    const panel = inside.current?.closest("details");
    if (!panel) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      newest.current(file);
    };
    panel.addEventListener("dragover", over);
    panel.addEventListener("drop", drop);
    return () => {
      panel.removeEventListener("dragover", over);
      panel.removeEventListener("drop", drop);
    };
  }, []);
  return inside;
}

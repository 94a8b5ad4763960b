import { type RefObject, useEffect } from "react";

/** A pixel of rounding is no overflow. */
const SLACK = 1;

/**
 * Marks a row that scrolls sideways with what lies beyond its ends (`data-beyond="start"`, `"end"`, `"both"`), so that
 * it fades there rather than seem to end.
 */
export function useOverflowCue(row: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const mark = (): void => {
      const before = element.scrollLeft > SLACK;
      const after = element.scrollLeft + element.clientWidth < element.scrollWidth - SLACK;
      const beyond = before && after ? "both" : before ? "start" : after ? "end" : "";
      if (beyond) element.dataset.beyond = beyond;
      else delete element.dataset.beyond;
    };
    const sizes = new ResizeObserver(mark);
    sizes.observe(element);
    const children = new MutationObserver(mark);
    children.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener("scroll", mark, { passive: true });
    mark();
    return () => {
      sizes.disconnect();
      children.disconnect();
      element.removeEventListener("scroll", mark);
    };
  }, [row]);
}

import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Texts that type themselves. All of a text stands in the page from the start, for whoever listens or copies; what is not
 * written yet is painted transparent by a highlight, so that nothing is laid out anew while it is typed.
 */
const HIGHLIGHT = "unwritten";
const EVERY_MS = 50;
/** Characters a second, and the longest that any text may take. */
const SPEED = 40;
const LONGEST_MS = 3000;

interface Writing {
  readonly node: Text;
  readonly range: Range;
  /** How much of the text is written. */
  at: number;
  readonly from: number;
  readonly perMs: number;
  readonly began: number;
}

const writings = new Set<Writing>();
let timer: ReturnType<typeof setInterval> | undefined;

function advance(): void {
  const now = performance.now();
  for (const writing of writings) {
    const { node, range, from, perMs, began } = writing;
    writing.at = wholeCharacter(node.data, Math.floor(from + (now - began) * perMs));
    if (writing.at < node.length && node.isConnected) range.setStart(node, writing.at);
    else stop(writing);
  }
}

/** Not in the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
}

function start(node: Text, from: number): Writing {
  const range = new Range();
  range.setStart(node, wholeCharacter(node.data, from));
  range.setEnd(node, node.length);
  const perMs = Math.max(SPEED / 1000, (node.length - from) / LONGEST_MS);
  const writing = { node, range, at: from, from, perMs, began: performance.now() };
  writings.add(writing);
  const highlight = CSS.highlights.get(HIGHLIGHT) ?? new Highlight();
  CSS.highlights.set(HIGHLIGHT, highlight.add(range));
  timer ??= setInterval(advance, EVERY_MS);
  return writing;
}

function stop(writing: Writing): void {
  writings.delete(writing);
  CSS.highlights.get(HIGHLIGHT)?.delete(writing.range);
  if (writings.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

const isStill = (): boolean =>
  typeof Highlight === "undefined" || matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Where two texts begin to differ. */
export function differenceOf(before: string, after: string): number {
  let at = 0;
  while (at < after.length && before[at] === after[at]) at++;
  return at;
}

/** For the element that holds a text alone: what differs from the text before it types itself. */
export function useTyping(text: string, typing: boolean): RefObject<HTMLSpanElement | null> {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef(text);
  useLayoutEffect(() => {
    const from = differenceOf(before.current, text);
    before.current = text;
    const node = element.current?.firstChild;
    if (!typing || from >= text.length || !(node instanceof Text) || isStill()) return;
    const writing = start(node, from);
    return () => {
      stop(writing);
      // What was not written yet is not known to whoever watches.
      before.current = before.current.slice(0, writing.at);
    };
  }, [text, typing]);
  return element;
}

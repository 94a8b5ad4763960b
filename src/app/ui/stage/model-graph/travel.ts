import { useEffect, useState } from "react";
import type { Probe } from "../../../../schema/modelGraph.ts";
import { useAppContext } from "../../store.ts";
import type { ModelGraphLayout, PlacedEdge } from "./layout.ts";

/** From the first column to the last. */
const WAY_MS = 4_800;
/** After the last hop, before the next example sets out. */
const REST_MS = 900;
/** How long what travels fades in and out, as a part of the whole. */
const FADE = 0.012;

/** One example's journey: how long it takes until the next one sets out, and how long until its last hop is over. */
export function journeyOf(layout: Pick<ModelGraphLayout, "edges">): { readonly wholeMs: number; readonly end: number } {
  const end = Math.max(1, ...layout.edges.map(({ arrival }) => arrival));
  return { wholeMs: WAY_MS * end + REST_MS, end };
}

/** Where along its edge, and how visible, what travels is in the course of a journey; the other way round for a gradient. */
export function hopFrames(
  { turn, arrival }: Pick<PlacedEdge, "turn" | "arrival">,
  { wholeMs, end }: ReturnType<typeof journeyOf>,
  back: boolean,
): Keyframe[] {
  const [from, to] = (back ? [end - arrival, end - turn] : [turn, arrival]).map((at) => (at * WAY_MS) / wholeMs) as [
    number,
    number,
  ];
  const [start, stop] = back ? ["100%", "0%"] : ["0%", "100%"];
  return [
    { offset: 0, offsetDistance: start, opacity: 0 },
    { offset: from, offsetDistance: start, opacity: 0, easing: "cubic-bezier(0.45, 0, 0.4, 1)" },
    { offset: Math.min(to, from + FADE), opacity: 1 },
    { offset: to, offsetDistance: stop, opacity: 1 },
    { offset: Math.min(1, to + FADE), offsetDistance: stop, opacity: 0 },
    { offset: 1, offsetDistance: stop, opacity: 0 },
  ] as Keyframe[];
}

const NONE: readonly Probe[] = [];

export interface Travelling {
  /** What each node shows: of the example that reached it last. */
  readonly shown: readonly Probe[];
  /** Of the example that is on its way. */
  readonly underWay: readonly Probe[];
}

/**
 * What flows through the run's nodes, one example at a time: a new one sets out when the last has arrived, and each box
 * shows it from when it comes by. At rest all boxes show the newest.
 */
export function useTravelling(layout: ModelGraphLayout | null, travelling: boolean): Travelling {
  const { store } = useAppContext();
  const [state, setState] = useState<Travelling>({ shown: NONE, underWay: NONE });
  useEffect(() => {
    const newest = () => store.getState().probes?.probes ?? NONE;
    const show = () => setState({ shown: newest(), underWay: newest() });
    show();
    if (!travelling || !layout) return store.subscribe((now, before) => now.probes !== before.probes && show());

    const timers = new Set<ReturnType<typeof setTimeout>>();
    const after = (ms: number, job: () => void) => timers.add(setTimeout(job, ms));
    const { wholeMs } = journeyOf(layout);
    const { nodes } = layout;
    const turns = new Set(layout.nodes.map(({ turn }) => turn));
    function setOut(): void {
      const example = newest();
      setState(({ shown }) => ({ shown, underWay: example }));
      for (const turn of turns) {
        const here = new Set(nodes.filter((placed) => placed.turn === turn).map(({ node }) => node.id));
        after(turn * WAY_MS, () =>
          setState(({ shown, underWay }) => ({
            underWay,
            shown: [...shown.filter(({ node }) => !here.has(node)), ...example.filter(({ node }) => here.has(node))],
          })),
        );
      }
      after(wholeMs, setOut);
    }
    // In step with the chips, which go by the page's clock.
    const clock = Number(document.timeline.currentTime ?? 0);
    after(wholeMs - (clock % wholeMs), setOut);
    // Whatever comes first is shown at once.
    const unsubscribe = store.subscribe((now, before) => before.probes === null && now.probes !== null && show());
    return () => {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [store, layout, travelling]);
  return state;
}

import { type CSSProperties, useMemo, useRef, useState } from "react";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { Probe } from "../../../../schema/modelGraph.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Popover } from "../../shell/controls/popover.tsx";
import { useApp } from "../../store.ts";
import { useNodeWords } from "../family.tsx";
import { fitName } from "./fit.ts";
import { type Flow, lossOf, probeOf } from "./flow.ts";
import type { PlacedNode } from "./layout.ts";
import { measureBold, rootScale } from "./measure.ts";
import { NodeDetails } from "./node-details.tsx";
import { NodePicture } from "./node-picture.tsx";

interface NodeCardProps {
  readonly placed: PlacedNode;
  readonly flow: Flow;
  /** How far its weights moved in the step that is shown; absent outside of the update phase. */
  readonly change: number | undefined;
  readonly last: boolean;
  readonly facts: DatasetFacts | null;
}

/** The shape of one example, set close: without the batch's size, which stands first. */
const ofOne = (shape: string): string =>
  (shape.includes(" × ") ? shape.replace(/^\d+ × /, "") : shape).replaceAll(" × ", "×");
/** Left and right of a box's name, borders included, in pixels. */
const PADDING = 16;
const COMPACT = { notation: "compact", maximumSignificantDigits: 2 } as const;

/** One box of the model graph: its name, what flows through it, its shape and weights; a press opens the rest. */
export function NodeCard({ placed, flow, change, last, facts }: NodeCardProps) {
  const t = useT();
  const format = useFormat();
  // Where the details open, `null` while they are closed: to the side of the box that has more room.
  const [open, setOpen] = useState<"top" | "bottom" | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const { node, box, turn } = placed;
  const { name } = useNodeWords(node.id);
  const reported = useApp((state) =>
    node.picture === "number" ? (state.series.latest(node.id) ?? undefined) : undefined,
  );
  const shown = probeOf(flow, node.id);
  const forward = flow.kind === "slow" ? (flow.trace.forward.find((one) => one.node === node.id) ?? null) : null;
  const number =
    node.picture !== "number" ? undefined : flow.kind === "slow" ? lossOf(flow.trace, node.id, last) : reported;
  const probe = useMemo(
    (): Probe | null =>
      number === undefined ? (shown?.probe ?? null) : { node: node.id, values: Float32Array.of(number), shape: [1] },
    [number, shown?.probe, node.id],
  );
  const weights =
    node.weights > 0
      ? t("stage.modelGraph.weights", { formatted: format.number(node.weights) })
      : t("stage.modelGraph.noWeights");
  const briefly =
    node.weights > 0 ? t("stage.modelGraph.weights", { formatted: format.number(node.weights, COMPACT) }) : "\u00a0";
  const fitted = useMemo(() => fitName(name, (box.width - PADDING) / rootScale(), measureBold), [name, box.width]);
  const phase = flow.kind === "slow" ? flow.phase : "live";
  // The loss is not known before its turn has come.
  const hidden = phase === "forward" && last;
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={`model-graph-node role-${shown?.gradient ? "gradient" : node.role}`}
        style={
          {
            left: box.x,
            top: box.y,
            width: box.width,
            height: box.height,
            "--turn": phase === "backward" ? 1 - turn : turn,
          } as CSSProperties
        }
        data-phase={phase}
        data-last={last || undefined}
        data-learned={change === undefined ? undefined : true}
        aria-expanded={open !== null}
        aria-haspopup="dialog"
        aria-label={t("stage.modelGraph.open", {
          name,
          shape: t("stage.modelGraph.shape", { shape: node.shape }),
          weights,
        })}
        onClick={(event) => {
          const { top, bottom } = event.currentTarget.getBoundingClientRect();
          setOpen(open ? null : top > innerHeight - bottom ? "top" : "bottom");
        }}
      >
        <span className="model-graph-name" style={{ fontSize: `${fitted.size / 16}rem` }} aria-hidden="true">
          {fitted.lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
        <span className="model-graph-screen">
          <NodePicture
            node={node}
            probe={hidden ? null : probe}
            gradient={shown?.gradient ?? false}
            forward={forward}
            facts={facts}
          />
        </span>
        <span className="model-graph-facts tabular">
          <span className="model-graph-shape">{ofOne(node.shape)}</span>
          {change === undefined ? (
            <span className="model-graph-weights" title={node.weights > 0 ? weights : undefined}>
              {briefly}
            </span>
          ) : (
            <span className="model-graph-change" title={t("stage.modelGraph.changeHint")}>
              {t("stage.modelGraph.change", { value: format.value(change, 2) })}
            </span>
          )}
        </span>
      </button>
      <Popover
        open={open !== null}
        onOpenChange={(now) => !now && setOpen(null)}
        anchor={anchor}
        label={name}
        side={open ?? "bottom"}
        className="model-graph-popover"
      >
        <NodeDetails node={node} weights={weights} />
      </Popover>
    </>
  );
}

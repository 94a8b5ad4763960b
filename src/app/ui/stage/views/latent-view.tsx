import { LocateFixed } from "lucide-react";
import { useCallback, useId, useMemo, useState } from "react";
import type { LatentView as Data, ImagesView, ScatterView } from "../../../../schema/view.ts";
import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { KeyedParameter } from "../../recipe/parameter/keyed-parameter.tsx";
import { Button } from "../../shell/controls/button.tsx";
import { Switch } from "../../shell/controls/switch.tsx";
import { adopt } from "../../styles/adopt.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { useLabelName } from "../family.tsx";
import { layoutGrid } from "../pictures/grid.ts";
import { RoleMark } from "../pictures/mark.tsx";
import { atlasOfView, paintGrid } from "../pictures/paint-pictures.ts";
import { paintScatter } from "../pictures/paint-scatter.ts";
import picturesStyles from "../pictures/pictures.css?inline";
import { planeIn } from "../pictures/plane.ts";
import { LatentMap } from "./latent-map.tsx";
import { LatentSliders } from "./latent-sliders.tsx";
import linesStyles from "./lines.css?inline";

adopt(picturesStyles, linesStyles);

const LatentSound = lazyPart(() => import("../../sound/latent-sound.tsx"));

interface LatentViewProps {
  readonly data: Data;
  /** Moves to a place: a coordinate for each axis. */
  readonly onPlace: ((place: readonly number[]) => void) | undefined;
}

/** A space of latent variables to move about in, with what is decoded at the place beside it. */
export default function LatentView({ data, onPlace }: LatentViewProps) {
  const t = useT();
  const format = useFormat();
  // The hand is ahead of the model: the place is where it was put, what is decoded there follows.
  const [put, setPut] = useState<readonly number[] | null>(null);
  const place = useMemo(
    () => (put?.length === data.axes.length ? put : data.axes.map(({ value }) => value)),
    [put, data.axes],
  );
  const move = (next: readonly number[]): void => {
    setPut(next);
    onPlace?.(next);
  };
  const two = (value: number): string => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const map = data.form === "map";
  const toggle = useId();
  const [encoded, setEncoded] = useState(true);
  const labelName = useLabelName();
  return (
    <div className={`latent latent-${data.form}-form`} data-here={data.here.kind}>
      {map ? (
        <LatentMap data={data} place={place} onMove={move} encoded={encoded} />
      ) : (
        <LatentSliders data={data} place={place} onMove={move} />
      )}
      <section className="latent-here" aria-label={t("stage.latent.here")}>
        <h3>
          <RoleMark of="generator" /> {t("stage.latent.here")}
        </h3>
        <Here put={put} view={data.here} name={t("stage.latent.hereName", { place: place.map(two).join(", ") })} />
        {map ? (
          <output className="latent-place tabular quiet">
            ({two(place[0] ?? 0)}, {two(place[1] ?? 0)}){data.label === undefined ? "" : ` · ${labelName(data.label)}`}
          </output>
        ) : null}
        {data.label === undefined ? null : (
          <div className="latent-label">
            <KeyedParameter name="sampling.label" />
          </div>
        )}
        {map && data.means ? (
          <span className="latent-encoded">
            <label htmlFor={toggle}>{t("stage.latent.encoded")}</label>
            <Switch id={toggle} checked={encoded} onChange={setEncoded} />
          </span>
        ) : null}
        <Button small onClick={() => move(data.axes.map(({ range: [low, high] }) => (low + high) / 2))}>
          <LocateFixed size="1.05em" aria-hidden="true" /> {t("stage.latent.middle")}
        </Button>
      </section>
    </div>
  );
}

/** What is decoded at the place, as large as its box. */
interface HereProps {
  readonly view: Data["here"];
  readonly name: string;
  /** Where the hand was put; `null` until it was. */
  readonly put: readonly number[] | null;
}

function Here({ view, name, put }: HereProps) {
  const t = useT();
  if (view.kind === "waves") {
    return (
      <Part name={name} form="view">
        <LatentSound part="here" view={view} name={name} put={put} />
      </Part>
    );
  }
  if (view.kind !== "lines") return <HerePicture view={view} name={name} />;
  const [text = ""] = view.texts;
  return (
    <output className="latent-word" aria-label={name}>
      {text.trim() === "" ? <span className="quiet">{t("stage.text.empty")}</span> : text}
    </output>
  );
}

function HerePicture({ view, name }: { readonly view: ImagesView | ScatterView; readonly name: string }) {
  const atlas = useMemo(() => (view.kind === "images" ? atlasOfView(view) : null), [view]);
  const paint = useCallback(
    (pen: Pen) => {
      const { width, height } = pen;
      if (view.kind === "scatter") return paintScatter(pen, view, planeIn(view.bounds, width, height));
      if (!atlas) return;
      const aspect = view.width / view.height;
      const grid = layoutGrid({ count: view.count, width, height, aspect, gap: 4, caption: 0, columns: view.columns });
      paintGrid(pen, { grid, atlas, roleOf: () => undefined, captionOf: null, chosen: null });
    },
    [view, atlas],
  );
  return (
    <div className="latent-picture">
      <Canvas paint={paint} className="pictures-canvas" role="img" aria-label={name} />
    </div>
  );
}

import type { FramesView as Data } from "../../../../schema/view.ts";
import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import { adopt } from "../../styles/adopt.ts";
import picturesStyles from "../pictures/pictures.css?inline";
import ImagesView from "./images-view.tsx";
import { PlayerBar, usePlayer } from "./player.tsx";
import ScatterView from "./scatter-view.tsx";

adopt(picturesStyles);

const WavesView = lazyPart(() => import("./waves-view.tsx"));

/** How long each frame is seen. */
const FRAME_MS = 140;

/** Views of one thing, one after the other. */
export default function FramesView({ data, name }: { readonly data: Data; readonly name: string }) {
  const player = usePlayer(data.frames.length - 1, FRAME_MS);
  const frame = data.frames[player.index];
  return (
    <div className="played">
      <div className="played-frame">
        {frame?.kind === "images" ? <ImagesView data={frame} name={name} /> : null}
        {frame?.kind === "waves" ? (
          <Part name={name} form="view">
            <WavesView data={frame} name={name} />
          </Part>
        ) : null}
        {frame?.kind === "scatter" ? <ScatterView data={frame} name={name} /> : null}
      </div>
      <PlayerBar player={player} times={data.times} />
    </div>
  );
}

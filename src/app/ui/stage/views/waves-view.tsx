import { useMemo } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { WavesView as Data } from "../../../../schema/view.ts";
import { useT } from "../../i18n/i18n.ts";
import { SoundGrid } from "../../sound/sound-grid.tsx";
import { useLabelName } from "../family.tsx";
import { RoleLegend } from "./images-view.tsx";

const NO_ROLES: readonly Role[] = [];

interface WavesViewProps {
  readonly data: Data;
  /** What the sounds are, for whoever does not see them. */
  readonly name: string;
}

/** Sounds in a grid, each with its place, so that it is heard to become better where it stands. */
export default function WavesView({ data, name }: WavesViewProps) {
  const t = useT();
  const labelName = useLabelName();
  const { roles = NO_ROLES } = data;
  const words = useMemo(() => data.captions ?? data.labels?.map(labelName), [data.captions, data.labels, labelName]);
  return (
    <div className="pictures">
      <SoundGrid data={data} name={name} words={words} />
      <div className="pictures-foot">
        <RoleLegend roles={roles.length > 1 ? roles : NO_ROLES} />
        <span className="pictures-reading quiet">{t("stage.waves.hint")}</span>
      </div>
    </div>
  );
}

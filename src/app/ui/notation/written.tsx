import type { ReactNode } from "react";
import type { Notation } from "../../../schema/manifest.ts";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { NOTATIONS } from "./registry.ts";

interface WrittenProps {
  readonly text: string;
  readonly notation: Notation | undefined;
  /** How it stands as a text, until what it writes down can be shown. */
  readonly children?: ReactNode;
}

/** A text, or what it writes down. */
export function Written({ text, notation, children = text }: WrittenProps) {
  const t = useT();
  if (!notation || text.trim() === "") return children;
  const { Small } = NOTATIONS[notation];
  return (
    <Part name={t("stage.samples")} form="inline" coming={children}>
      <Small text={text} />
    </Part>
  );
}

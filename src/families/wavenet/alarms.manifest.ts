import type { Detector } from "../../schema/alarm.ts";
import { receptiveField } from "./sizes.manifest.ts";

/**
 * A prediction sees further back than any stretch that gradients travel through: the far end of the field is carried
 * along, and hardly learned.
 */
export const fieldTooLong: Detector = ({ values }) => {
  const [dilations, blocks, kernelSize] = ["dilations", "blocks", "kernelSize"].map((name) =>
    Number(values[`model.${name}`]),
  ) as [number, number, number];
  const length = Number(values["training.sequenceLength"]);
  const fieldOf = (count: number) =>
    receptiveField({
      kernelSize,
      dilations: Array.from({ length: blocks * count }, (_, layer) => 2 ** (layer % count)),
    });
  const field = fieldOf(dilations);
  if (!(field > 2 * length)) return null;
  let fewer = dilations - 1;
  while (fewer > 1 && fieldOf(fewer) > length) fewer--;
  return {
    id: "fieldTooLong",
    severity: "notice",
    step: 0,
    values: { field, length },
    remedies: [
      ...(length < 256
        ? [{ id: "longerSequences", change: { "training.sequenceLength": Math.min(256, field) }, restart: true }]
        : []),
      { id: "fewerDilations", change: { "model.dilations": fewer }, restart: true },
    ],
  };
};

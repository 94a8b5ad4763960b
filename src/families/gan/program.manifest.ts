/** What the generative adversarial network's programs share, whatever they are written with. */
import { python } from "../../export/program/template.ts";
import type { GanValues } from "./sizes.manifest.ts";

/** In Python, the temperature at which characters are drawn. */
export const temperature = ({ gumbelSteps, gumbelTemperature, gumbelEnd }: GanValues): string => python`
  def temperature(step):
      """Of the slope that drawn characters have: its logarithm falls in a straight line (Jang et al. 2017)."""
      share = ${gumbelSteps > 0 ? `min(1, step / ${gumbelSteps})` : "1"}  #@ model.gumbelSteps
      return ${gumbelTemperature} * ${gumbelEnd / gumbelTemperature}**share  #@ model.gumbelTemperature,model.gumbelEnd
`;

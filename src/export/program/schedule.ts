import type { TrainingValues } from "./setup.ts";
import { python } from "./template.ts";

const KEYS = "#@ training.schedule,training.scheduleSteps";

/** In Python the learning rate's course as a function of the step, as a share of the whole; `null` where it is constant. */
export function scheduleFunction({ schedule, scheduleSteps }: TrainingValues): string | null {
  if (schedule === "constant") return null;
  const [text, share] =
    schedule === "cosine"
      ? ["falls along half a cosine to zero", `(1 + math.cos(math.pi * min(step / ${scheduleSteps}, 1))) / 2`]
      : ["rises in a straight line to the full rate", `min((step + 1) / ${scheduleSteps}, 1)`];
  return python`
    def schedule(step):
        """The share of the learning rate at a step: it ${text}."""  ${KEYS}
        return ${share}  ${KEYS}
  `;
}

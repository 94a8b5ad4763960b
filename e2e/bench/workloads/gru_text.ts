import { recurrentText } from "./recurrentText.ts";
import { workload } from "./workload.ts";

export const gru_text = workload(recurrentText("gru"));

import { recurrentText } from "./recurrentText.ts";
import { workload } from "./workload.ts";

export const lstm_text = workload(recurrentText("lstm"));

import { tfjsProgram } from "../../../catalog/tfjs.ts";
import { programView } from "./program-view.tsx";

export default programView(tfjsProgram);

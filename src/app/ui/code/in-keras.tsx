import { kerasProgram } from "../../../catalog/keras.ts";
import { programView } from "./program-view.tsx";

export default programView(kerasProgram);

import { torchProgram } from "../../../catalog/torch.ts";
import { programView } from "./program-view.tsx";

export default programView(torchProgram);

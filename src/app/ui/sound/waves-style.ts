import { adopt } from "../styles/adopt.ts";
import css from "./waves.css?inline";

adopt(css);

import { adopt } from "../styles/adopt.ts";
import css from "./beats.css?inline";

adopt(css);

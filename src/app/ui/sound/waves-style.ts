import { addStyles } from "../styles/late.ts";
import css from "./waves.css?inline";

addStyles(css);

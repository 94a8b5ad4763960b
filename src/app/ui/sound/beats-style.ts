import { addStyles } from "../styles/late.ts";
import css from "./beats.css?inline";

addStyles(css);

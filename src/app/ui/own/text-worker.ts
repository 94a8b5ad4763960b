/// <reference lib="webworker" />
import * as Comlink from "comlink";
import { createTextImporter } from "../../../own/text/importer.ts";

Comlink.expose(createTextImporter());

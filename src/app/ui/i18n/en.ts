import { alarms } from "./en/alarms.ts";
import { common } from "./en/common.ts";
import { conditions } from "./en/conditions.ts";
import { errors } from "./en/errors.ts";
import { failure } from "./en/failure.ts";
import { gallery } from "./en/gallery.ts";
import { judge } from "./en/judge.ts";
import { kept } from "./en/kept.ts";
import { parameters } from "./en/parameters.ts";
import { reasons } from "./en/reasons.ts";
import { recipe } from "./en/recipe.ts";
import { shell } from "./en/shell.ts";
import { stage } from "./en/stage.ts";

/** Every word of the page in English, by key. The words of manifests stand beside them in their own `words.ts`. */
export const en = {
  alarms,
  common,
  conditions,
  errors,
  failure,
  gallery,
  judge,
  kept,
  parameters,
  reasons,
  recipe,
  shell,
  stage,
};

import type { Same } from "../../../schema/words.ts";
import type { en } from "./en.ts";
import { alarms } from "./zh/alarms.ts";
import { common } from "./zh/common.ts";
import { conditions } from "./zh/conditions.ts";
import { errors } from "./zh/errors.ts";
import { failure } from "./zh/failure.ts";
import { gallery } from "./zh/gallery.ts";
import { judge } from "./zh/judge.ts";
import { kept } from "./zh/kept.ts";
import { parameters } from "./zh/parameters.ts";
import { reasons } from "./zh/reasons.ts";
import { recipe } from "./zh/recipe.ts";
import { shell } from "./zh/shell.ts";
import { stage } from "./zh/stage.ts";

/** The page in Simplified Chinese. */
export const zh: Same<typeof en> = {
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

import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import type { GiveExamples, Model } from "../../../engine/model.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { tinyBatch, tinyFacts } from "../../recurrent/testing/fixture.ts";
import { shaken } from "../../testing/checks.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";

/** Two layers of two heads over eight channels. */
export const tinyValues: Values = { ...defaultsOf(manifest.parameters), layers: 2, heads: 2, width: 8, dropout: 0 };

export const tinyShape = { size: 2, length: 6 };

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values: Values = tinyValues, facts = tinyFacts, shape = tinyShape): Model {
  return shaken(build(asModelValues(values), sequenceDomain(facts), shape, randomStream(1, "weights")), 0.5);
}

/** Texts to lay blanks among: two lanes of six characters, each label once or more. */
export const examples: GiveExamples = () => tinyBatch(tinyShape);

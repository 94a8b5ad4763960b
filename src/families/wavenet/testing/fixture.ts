import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import type { Model } from "../../../engine/model.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { tinyFacts } from "../../recurrent/testing/fixture.ts";
import { shaken } from "../../testing/checks.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";

/** Dilations 1, 2 and 4 over four channels. */
export const tinyValues: Values = { ...defaultsOf(manifest.parameters), dilations: 3, channels: 4, dropout: 0 };

export const tinyShape = { size: 2, length: 6 };

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values: Values = tinyValues, facts = tinyFacts, shape = tinyShape): Model {
  return shaken(build(asModelValues(values), sequenceDomain(facts), shape, randomStream(1, "weights")));
}

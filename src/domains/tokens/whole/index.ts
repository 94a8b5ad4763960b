import type { DomainCode, WholeDomain } from "../../contract.ts";
import type { TokenDataset } from "../../dataset.ts";
import { isLines, tokens as traits } from "../domain.ts";
import { vocabularyCodec } from "../vocabulary.ts";
import { NEWLINE, vocabularyOf } from "../writing.ts";
import { textNetworks } from "./networks.ts";
import { textStage } from "./present.ts";
import { textProperties } from "./properties.ts";
import { textSource } from "./texts.ts";

/** Rows of T symbols up to the newline that ends each. */
const textsIn = (values: Float32Array, T: number, lines: boolean): Float32Array[] =>
  Array.from({ length: values.length / T }, (_, n) => {
    const row = values.subarray(n * T, (n + 1) * T);
    const end = lines ? row.indexOf(NEWLINE) : -1;
    return end < 0 ? row : row.subarray(0, end);
  });

/** Texts for families that make and see a sample as a whole. */
export const wholeTexts: Pick<DomainCode<TokenDataset, WholeDomain>, "batches" | "examples" | "arrays" | "model"> = {
  ...textSource,
  model: (facts) => {
    const symbols = vocabularyOf(facts);
    const [T] = traits.shape(facts.domain as Parameters<typeof traits.shape>[0]) as [number];
    const lines = isLines(facts);
    const stage = textStage({ symbols, length: T, lines });
    const codec = vocabularyCodec(symbols);
    return {
      ...{ facts, traits, networks: textNetworks(lines, [T, symbols.length]) },
      properties: (values) => textProperties(textsIn(values, T, lines), symbols),
      encode: (text) => {
        const row = new Float32Array(T).fill(NEWLINE);
        row.set([...codec.encode(text).tokens].filter((token) => !lines || token !== NEWLINE).slice(0, T));
        return row;
      },
      stage: async () => stage,
    };
  },
};

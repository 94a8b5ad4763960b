import type { Sample } from "../../schema/domain.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import { type Candidate, pageOf } from "../pages.ts";
import { product } from "../sizes.ts";

/** Pages of examples, drawn from their numbers; a query is sought in what they are named. */
export const browseExamples =
  (draw: (values: Float32Array) => Sample): DomainCode<ExampleDataset>["browse"] =>
  (dataset, request) => {
    const size = product(dataset.shape);
    const valuesAt = ({ values }: ExamplePart, index: number) => {
      const own = values.subarray(index * size, (index + 1) * size);
      return own instanceof Uint8Array ? Float32Array.from(own, (value) => value / 255) : own.slice();
    };
    return pageOf(dataset, request, function* (part): Iterable<Candidate> {
      for (let index = 0; index < part.count; index++) {
        const [label, text] = [part.labels?.[index] ?? -1, part.names?.[index] ?? ""];
        yield { label, text, draw: () => draw(valuesAt(part, index)) };
      }
    });
  };

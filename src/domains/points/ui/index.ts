import { countsOf } from "../../../app/ui/recipe/facts.ts";
import type { DomainUi } from "../../ui/contract.ts";
import { Thumbnail } from "./thumbnail.tsx";

export const points: DomainUi<"points"> = { confidence: false, Thumbnail, facts: countsOf };

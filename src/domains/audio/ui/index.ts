import { countsOf } from "../../../app/ui/recipe/facts.ts";
import type { DomainUi } from "../../ui/contract.ts";
import { Thumbnail } from "./thumbnail.tsx";

export const audio: DomainUi<"audio"> = { confidence: false, Thumbnail, facts: countsOf };

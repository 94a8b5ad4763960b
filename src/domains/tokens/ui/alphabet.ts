import { graphemesOf } from "../../../core/graphemes.ts";
import type { DomainOf, Spelled } from "../../ui/contract.ts";

/** A typed text in the alphabet of the data. */
export function spell(text: string, { vocabulary }: DomainOf<"tokens">): Spelled {
  const alphabet = new Set(vocabulary);
  // A character that is unknown as a reader sees it may still be known by its parts.
  const characters = graphemesOf(text).flatMap((each) => (alphabet.has(each) ? each : Array.from(each)));
  return {
    used: characters.filter((character) => alphabet.has(character)).join(""),
    dropped: [...new Set(characters.filter((character) => !alphabet.has(character)))],
  };
}

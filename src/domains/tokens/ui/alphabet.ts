import type { DomainOf, Spelled } from "../../ui/contract.ts";

/** A typed text in the alphabet of the data. */
export function spell(text: string, { vocabulary }: DomainOf<"tokens">): Spelled {
  const alphabet = new Set(vocabulary);
  const characters = Array.from(text);
  return {
    used: characters.filter((character) => alphabet.has(character)).join(""),
    dropped: [...new Set(characters.filter((character) => !alphabet.has(character)))],
  };
}

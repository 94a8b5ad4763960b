import { useEffect } from "react";
import { useApp } from "../store.ts";
import { output } from "./output.ts";

/** Ears take a ratio for a step: half of the way is a quarter of the swing. */
export const loudnessOf = (volume: number): number => volume ** 2;

/** Has everything sound as loud as was chosen. */
export function useVolume(): number {
  const volume = useApp((state) => state.volume);
  useEffect(() => output.setVolume(loudnessOf(volume)), [volume]);
  return volume;
}

import { useEffect, useEffectEvent, useState } from "react";

export type MidiInput =
  | { readonly state: "off" | "asking" | "refused" | "none" }
  | { readonly state: "on"; readonly name: string };

/** Whether the browser knows MIDI keyboards at all. */
export const knowsMidi = (): boolean => typeof navigator !== "undefined" && "requestMIDIAccess" in navigator;

const NOTE_ON = 0x90;

/** Notes of MIDI keyboards, once they were asked for; the browser asks the visitor then. */
export function useMidiInput(onNote: (pitch: number) => void): { readonly input: MidiInput; readonly ask: () => void } {
  const [input, setInput] = useState<MidiInput>({ state: "off" });
  const [access, setAccess] = useState<MIDIAccess | null>(null);

  const hearNote = useEffectEvent(onNote);
  useEffect(() => {
    if (!access) return;
    const hear = ({ data }: MIDIMessageEvent): void => {
      const [status = 0, pitch = 0, velocity = 0] = data ?? [];
      if ((status & 0xf0) === NOTE_ON && velocity > 0) hearNote(pitch);
    };
    const listen = (): void => {
      const inputs = [...access.inputs.values()];
      for (const each of inputs) each.onmidimessage = hear;
      const [first] = inputs;
      setInput(first ? { state: "on", name: first.name ?? "MIDI" } : { state: "none" });
    };
    listen();
    access.onstatechange = listen;
    return () => {
      access.onstatechange = null;
      for (const each of access.inputs.values()) each.onmidimessage = null;
    };
  }, [access]);

  function ask(): void {
    setInput({ state: "asking" });
    navigator.requestMIDIAccess().then(setAccess, () => setInput({ state: "refused" }));
  }
  return { input, ask };
}

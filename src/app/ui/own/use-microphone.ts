import { useCallback, useEffect, useRef, useState } from "react";

/** Why nothing is recorded: keys of the importer's words. */
export type MicrophoneProblem = "refused" | "none" | "unplugged" | "unable";

/** A recording ends by itself after so long. */
export const MOST_RECORDED_MS = 60_000;

/** Records the microphone, which is asked for when recording begins and let go when it ends or is left. */
export function useMicrophone(onRecorded: (recording: Blob) => void) {
  const [recording, setRecording] = useState(false);
  const [problem, setProblem] = useState<MicrophoneProblem | null>(null);
  const end = useRef<((keep: boolean) => void) | null>(null);
  const recorded = useRef(onRecorded);
  recorded.current = onRecorded;
  /** Counts what was asked for: an answer that comes after it was left is let go. */
  const asked = useRef(0);

  useEffect(
    () => () => {
      asked.current++;
      end.current?.(false);
    },
    [],
  );

  const start = useCallback(async () => {
    const mine = ++asked.current;
    setProblem(null);
    let stream: MediaStream;
    try {
      if (!("MediaRecorder" in globalThis) || !navigator.mediaDevices) throw new DOMException("", "NotSupportedError");
      // What is made for speech takes the attack from drums.
      const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch (error) {
      if (mine === asked.current) setProblem(problemOf(error));
      return;
    }
    const letGo = () => {
      for (const track of stream.getTracks()) track.stop();
    };
    if (mine !== asked.current) return letGo();
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    let keep = true;
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      clearTimeout(timer);
      letGo();
      end.current = null;
      if (!keep) return;
      setRecording(false);
      recorded.current(new Blob(parts, { type: recorder.mimeType }));
    };
    const finish = (kept: boolean) => {
      keep = kept;
      if (recorder.state !== "inactive") recorder.stop();
    };
    const timer = setTimeout(() => finish(true), MOST_RECORDED_MS);
    // What was recorded until then is kept.
    for (const track of stream.getTracks()) {
      track.onended = () => {
        setProblem("unplugged");
        finish(true);
      };
    }
    end.current = finish;
    recorder.start();
    setRecording(true);
  }, []);

  return { recording, problem, start, stop: useCallback(() => end.current?.(true), []) };
}

function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "unable";
}

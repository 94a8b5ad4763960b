import { useRef } from "react";
import { Button } from "../shell/controls/button.tsx";
import type { OwnWords } from "./words.ts";

interface FilePickerProps {
  readonly accept: string;
  readonly words: Pick<OwnWords, "choose" | "drop">;
  /** Of what was chosen. */
  readonly name: string | null;
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FilePicker({ accept, words, name, multiple = false, onFiles }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="button-row">
      <Button onClick={() => input.current?.click()}>{words.choose}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      <span className="quiet">{name ?? words.drop}</span>
    </div>
  );
}

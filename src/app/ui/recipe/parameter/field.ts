import type { ReactNode } from "react";
import type { ParameterWords } from "../../../../schema/words.ts";

/** What every kind of field is given. */
export interface FieldProps<T> {
  readonly id: string;
  readonly words: ParameterWords;
  readonly describedBy: string | undefined;
  /** Draws the line with the name, with something at its right end; `group` where the control names itself. */
  readonly head: (aside?: ReactNode, group?: "group") => ReactNode;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

import type { FunctionComponent } from "react";
import type { TextSample } from "../../../schema/view.ts";

/** How texts are shown that write something else down. All of it is loaded when it is first needed. */
export interface NotationUi {
  /** Samples of a model, each with all that can be done with it. */
  readonly Samples: FunctionComponent<NotatedSamplesProps>;
  /** One text in little room. */
  readonly Small: FunctionComponent<NotatedTextProps>;
  /** Writes the prompt by other means than typing. */
  readonly Prompt: FunctionComponent;
}

export interface NotatedSamplesProps {
  readonly samples: readonly TextSample[];
  /** How many samples there will be. */
  readonly expected: number;
  /** The list's accessible name. */
  readonly name: string;
}

export interface NotatedTextProps {
  readonly text: string;
}

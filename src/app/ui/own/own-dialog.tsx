import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useLanguage } from "../i18n/i18n.ts";
import { Dialog } from "../shell/controls/dialog.tsx";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import { MelodyImport } from "./melody-import.tsx";
import ownStyles from "./own.css?inline";
import { PictureImport } from "./picture-import.tsx";
import { TextImport } from "./text-import.tsx";
import { ownWords } from "./words.ts";

adopt(ownStyles);

const SoundImport = lazyPart(() => import("./sound-import.tsx"));

/** By the dataset that it brings data for. */
const IMPORTS = {
  "own-text": TextImport,
  "own-pictures": PictureImport,
  "own-melodies": MelodyImport,
  "own-sounds": SoundImport,
} as const;

/** Where a visitor brings data of their own. */
export default function OwnDialog() {
  const words = ownWords(useLanguage());
  const { stopBringing } = useActions();
  const bringing = useApp((state) => state.bringing);
  const Import = IMPORTS[bringing?.set as keyof typeof IMPORTS];
  return (
    <Dialog title={words.title} onClose={stopBringing} wide>
      {bringing && Import ? (
        <Part name={words.title}>
          <Import files={bringing.files} />
        </Part>
      ) : null}
    </Dialog>
  );
}

import { Image } from "lucide-react";
import { useRef, useState } from "react";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Popover } from "../shell/controls/popover.tsx";
import { recipeName } from "../shell/recipe-name.ts";
import { useActions, useApp, useAppContext } from "../store.ts";
import { type Picture, pictureOf, pixelsOf } from "./picture.ts";
import { pictureWords } from "./picture-words.ts";
import { saveFile } from "./save.ts";

/** Saves the chart around it as it is drawn now, with its key. */
export function PictureButton() {
  const t = useT();
  const language = useLanguage();
  const words = pictureWords[language];
  const { store } = useAppContext();
  const { link } = useActions();
  const empty = useApp((state) => state.series.rows === 0);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  async function save(format: "svg" | "png", fileOf: (picture: Picture) => Blob | Promise<Blob>): Promise<void> {
    const figure = button.current?.closest("figure");
    const { applied, preset, step } = store.getState();
    try {
      const title = `${recipeName(applied, preset, language)} · ${t("stage.lossCurves")}`;
      const picture = figure && pictureOf(figure, { title, link: link() });
      if (!picture) throw new Error("nothing is drawn");
      saveFile(`inkling-${step}.${format}`, await fileOf(picture));
      setOpen(false);
    } catch {
      setFailed(true);
    }
  }

  return (
    <>
      <Button
        small
        ref={button}
        title={words.save}
        aria-label={words.save}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={empty}
        onClick={() => {
          setFailed(false);
          setOpen(!open);
        }}
      >
        <Image size="1em" aria-hidden="true" />
      </Button>
      <Popover open={open} onOpenChange={setOpen} anchor={button} label={words.save} align="end">
        <div className="button-row">
          <Button small onClick={() => void save("svg", ({ svg }) => new Blob([svg], { type: "image/svg+xml" }))}>
            {words.vector}
          </Button>
          <Button small onClick={() => void save("png", (picture) => pixelsOf(picture))}>
            {words.pixels}
          </Button>
        </div>
        {failed ? <p role="alert">{words.failed}</p> : null}
      </Popover>
    </>
  );
}

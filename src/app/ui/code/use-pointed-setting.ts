import { useEffect, useState } from "react";

/** The link key of the control that is pointed at or has the focus; `null` for none. */
export function usePointedSetting(): string | null {
  const [setting, setSetting] = useState<string | null>(null);
  useEffect(() => {
    const look = ({ target }: Event) => {
      const control = target instanceof Element ? target.closest<HTMLElement>("[data-setting]") : null;
      setSetting(control?.dataset.setting ?? null);
    };
    document.addEventListener("pointerover", look);
    document.addEventListener("focusin", look);
    return () => {
      document.removeEventListener("pointerover", look);
      document.removeEventListener("focusin", look);
    };
  }, []);
  return setting;
}

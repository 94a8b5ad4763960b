import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { startApp } from "./app/state/browser.ts";
import { AppPage } from "./app/ui/app.tsx";
import { FailureMessage } from "./app/ui/failure/failure-message.tsx";
import { Part } from "./app/ui/failure/part.tsx";
import { showLanguage } from "./app/ui/i18n/i18n.ts";
import { setPageNumerals } from "./app/ui/i18n/numerals.ts";
import { familiesShown } from "./app/ui/i18n/shown.ts";
import { AppProvider } from "./app/ui/store.ts";
import "./app/ui/styles/index.css";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has lost its #root");

setPageNumerals(navigator.languages);
open(element).catch((error: unknown) => {
  console.error(error);
  document.getElementById("not-loaded")?.removeAttribute("hidden");
});

async function open(place: HTMLElement): Promise<void> {
  const app = startApp();
  const state = app.store.getState();
  const { language } = state;
  const families = familiesShown(state);
  // The run opens while the words travel.
  await showLanguage(language, families).catch(() => showLanguage(language === "en" ? "zh" : "en", families));
  start(place, app);
}

function start(place: HTMLElement, app: ReturnType<typeof startApp>): void {
  let root: Root | null = null;
  // What no part caught takes the whole tree with it; something has to stand there all the same.
  const lastWord = (error: unknown) => {
    console.error(error);
    root?.unmount();
    root = createRoot(place);
    root.render(
      <FailureMessage
        name=""
        form="page"
        error={error}
        stack=""
        onTryAgain={() => location.reload()}
        onClose={undefined}
      />,
    );
  };
  try {
    root = createRoot(place, { onUncaughtError: lastWord, onCaughtError: (error) => console.error(error) });
    root.render(
      <StrictMode>
        <AppProvider value={app}>
          <Part name="" form="page">
            <AppPage />
          </Part>
        </AppProvider>
      </StrictMode>,
    );
  } catch (error) {
    lastWord(error);
  }
}

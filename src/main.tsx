import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { startApp } from "./state/browser.ts";
import { AppPage } from "./ui/app.tsx";
import { FailureMessage } from "./ui/failure/failure-message.tsx";
import { Part } from "./ui/failure/part.tsx";
import { setPageNumerals } from "./ui/i18n/numerals.ts";
import { AppProvider } from "./ui/store.ts";
import "./ui/styles/index.css";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has lost its #root");

setPageNumerals(navigator.languages);
start(element);

function start(place: HTMLElement): void {
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
        <AppProvider value={startApp()}>
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

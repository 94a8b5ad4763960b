import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startApp } from "./state/browser.ts";
import { AppPage } from "./ui/app.tsx";
import { setPageNumerals } from "./ui/i18n/numerals.ts";
import { AppProvider } from "./ui/store.ts";
import "./ui/styles/index.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has lost its #root");

setPageNumerals(navigator.languages);
createRoot(root).render(
  <StrictMode>
    <AppProvider value={startApp()}>
      <AppPage />
    </AppProvider>
  </StrictMode>,
);

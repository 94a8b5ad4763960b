/** What a part of the page says in its own place when it fails. */
export const failure = {
  title: "{{name}}: this part failed",
  page: "The page could not be shown",
  missing: "Its code could not be fetched. Check the connection. Everything else works, and training goes on.",
  broken: "Something in it went wrong. Everything else works, and training goes on.",
  newVersion: "A new version of Inkling is here, and this page is of the one before. Reload: your run is saved first.",
  tryAgain: "Try again",
  reload: "Reload",
  report: "Report",
  reportHelp: "Versions, the link of the set-up and the error; nothing about you.",
  copyReport: "Copy report",
};

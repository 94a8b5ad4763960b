/** `npm run pictures`: takes the README's picture anew. */
import { runnerImport } from "vite";

const { module } = await runnerImport("./e2e/pictures/take.ts");
await module.takePictures();

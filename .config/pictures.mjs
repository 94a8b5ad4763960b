/**
 * `npm run pictures [-- gallery [PRESET …]]`: takes the README's picture anew, or records the gallery's thumbnails and
 * how long each preset takes.
 */
import { createServer, runnerImport } from "vite";

const [what, ...presets] = process.argv.slice(2);
if (what === "gallery") {
  // Families are loaded while it runs, so that the server has to stay.
  const server = await createServer({
    configFile: false,
    cacheDir: "node_modules/.vite-pictures",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const { recordGallery } = await server.ssrLoadModule("/e2e/pictures/gallery.ts");
  await recordGallery(presets);
  await server.close();
} else {
  const { module } = await runnerImport("./e2e/pictures/take.ts");
  // The runner has set "development", under which a page would be built that no visitor gets.
  process.env.NODE_ENV = "production";
  await module.takePictures();
}

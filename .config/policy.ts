/** The content-security policy of the page and of its workers. */
import { createHash } from "node:crypto";

const digest = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The scripts that stand in a page itself: they are allowed by their digests alone. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, body = ""]) => body);
}

/**
 * Nothing from another origin, no script that is not the build's, no plug-ins, no forms, no other base. What is allowed
 * beyond the page's own files: compiling wasm; `blob:` for the wasm binary whose memory is shared, for downloads and
 * pictures that the page makes; `data:` pictures.
 */
export function policyOf(html: string): string {
  const scripts = inlineScripts(html).map(digest);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts.join(" ")}`.trim(),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

// Made by `npm run files`; do not edit.
export const files = {
  "data/code.txt": { bytes: 62117, sha256: "7b67aef9285f69ce53ae16722e26aa755b7378943329fbf35ffdfdf010566fc1" },
  "data/emoji-captions.txt": { bytes: 193393, sha256: "1ba1d0b8e82bce0422a87e47ab07cc0a0de99512454ddd58d2f2fe141ea6fc57" },
  "data/emoji-classifier.bin": { bytes: 35952, sha256: "1b16db12b5a36d4dd412f6604418a07a444ee74ccd1f1e72113e3755375c7ec6" },
  "data/emoji-classifier.json": { bytes: 364, sha256: "1bdb8cdd9f3dd6df9316e35fe86188597a44f62c81f88301d068b7b22906de33" },
  "data/emoji-names.json": { bytes: 45220, sha256: "f77625a8ec7e84e7eb8cc41650e319bc044ba21d683460a07876b0fcd5ace2f6" },
  "data/emoji.bin": { bytes: 1137115, sha256: "93f4532519a156224c452db6cbebfa7019dce55d3d397fdd19f2eff65d67c73d" },
  "data/given-names-chinese.txt": { bytes: 57571, sha256: "ca6a5aeb8adb4a5f9e05c30b9f1d0dfa72dc5e3916b344df1a3741a2fe8f255a" },
  "data/given-names-latin.txt": { bytes: 76582, sha256: "d251b655c9e189c4637e2fee93286e292726dc89b06bac55ddbd6173afaced1e" },
  "data/glyphs-classifier.bin": { bytes: 37222, sha256: "60c16382152d0833a119becd301b020192b433121fb15d0b109d488a5a0222a3" },
  "data/glyphs-classifier.json": { bytes: 525, sha256: "86defcbf21aa5c1824669d3255a1c17a77b821bef05fe41a6644ea0969abe634" },
  "data/glyphs-fonts.json": { bytes: 31151, sha256: "a1db8ab3b1864cc49f867875051a12f7a4fe9689b0cf26dc7b77ae4f5608a456" },
  "data/glyphs.bin": { bytes: 393075, sha256: "0cceb2ecc4e2b00a2e450b930202ff869773ffc14ae21e6e0f60dba8de2780ed" },
  "data/melodies-traditional.txt": { bytes: 7244, sha256: "34b545db300e65b46e23bf6a29c28b71f62f6f57b59fe6e4fd2a2d617e67e526" },
  "data/place-names-en.txt": { bytes: 6430, sha256: "4a75dee016cf19b97c6f2a7d98f7921df0611b0af10035fcb3aca3e5d25b1972" },
  "data/place-names-zh.txt": { bytes: 6004, sha256: "f216d79176c852f555e4d4d7152bafb2186acc04596ba1ace9581a353bbefdd5" },
  "tfjs-backend-wasm-simd.wasm": { bytes: 424594, sha256: "77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b" },
} as const;

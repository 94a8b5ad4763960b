/** Which encoding bytes are in, told without a list of languages: by mark, by form, and by how common their Han characters are. */

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "shift_jis", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Told {
  readonly encoding: Encoding;
  /** Whether nothing else is likely: a mark, or a form that other encodings do not have by chance. */
  readonly sure: boolean;
}

/** Enough to tell by; a whole character may be cut at its end. */
const SAMPLE = 65_536;

/**
 * The characters that make up about a half of running text in Chinese and Japanese, simplified, traditional and kana: bytes that
 * are read in the wrong encoding give others.
 */
const COMMON = new Set(
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运" +
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問應戰頭體見產話給門員論處義幾條係氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運" +
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭馬罗梁宋郑谢韩唐冯于董萧程曹袁邓許傅沈曾彭吕蘇盧蔣蔡賈丁魏薛葉閻余潘杜戴夏钟汪田任姜范方石姚譚廖鄒熊金陸郝孔白崔康毛邱秦江史顧侯邵孟龍萬段雷錢湯尹黎易常武喬賀賴龔文張劉陳楊趙黃吳孫羅鄭謝韓馮鄧呂鍾芳伟娜秀英敏静丽艳杰娟涛超霞刚桂兰梅红玉华建志雨欣怡子轩浩宇俊佳豪志偉淑美惠" +
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽっゃゅょアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポッャュョー、。，！？「」『』・：；（）《》日本東京大阪田中佐藤鈴木高橋伊渡辺山中小林加吉松井斎清崎森池橋阿部石川前後長谷村近遠坂福太西野島岡藤原",
);

/** Tells the encoding of the bytes of a text. Never throws; bytes that are no text should be refused before ({@link isBinary}). */
export function tellEncoding(bytes: Uint8Array): Told {
  const marked = byMark(bytes);
  if (marked) return { encoding: marked, sure: true };
  const cut = bytes.length > SAMPLE;
  const sample = bytes.subarray(0, SAMPLE);
  const wide = byZeros(sample);
  if (wide) return { encoding: wide, sure: true };
  if (decodes(sample, "utf-8", cut) !== null) return { encoding: "utf-8", sure: true };
  const scored = (["gb18030", "big5", "shift_jis"] as const)
    .map((encoding) => ({ encoding, score: scoreOf(decodes(sample, encoding, cut)) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < LEAST_SCORE) return { encoding: "windows-1252", sure: false };
  return { encoding: best.encoding, sure: best.score > 0.3 && best.score > 2 * (second?.score ?? 0) };
}

/** A share of common characters under which a text is more likely Latin with accents. */
const LEAST_SCORE = 0.12;

function byMark([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** Sixteen bits a character where zeros, or the high bytes of one script, stand on one side of every pair. */
function byZeros(bytes: Uint8Array): Encoding | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even, odd] = zeros as [number, number];
  const pairs = bytes.length / 2;
  if (odd > 0.02 * pairs && even === 0) return "utf-16le";
  if (even > 0.02 * pairs && odd === 0) return "utf-16be";
  return null;
}

/** The text, or `null` where the bytes are not of that encoding. */
function decodes(bytes: Uint8Array, encoding: Encoding, cut: boolean): string | null {
  try {
    // Streaming lets a character be cut at the end of a sample.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

/** The share of common characters among those that are not ASCII; a letter that nobody writes counts against. */
function scoreOf(text: string | null): number {
  if (text === null) return 0;
  let [common, strange, all] = [0, 0, 0];
  for (const character of text) {
    if (character <= "\u007f") continue;
    all++;
    if (COMMON.has(character)) common++;
    else if (/[\p{Co}\p{Cn}\uff61-\uff9f]/u.test(character)) strange++;
  }
  return all === 0 ? 0 : Math.max(0, common - strange) / all;
}

/** Whether bytes are no text: what pictures, archives and programs are full of. */
export function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  if (SIGNATURES.some((signature) => signature.every((byte, i) => sample[i] === byte))) return true;
  if (byMark(sample)?.startsWith("utf-16") || byZeros(sample)) return false;
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) control++;
  }
  return control > 0.02 * sample.length;
}

const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
/** Zip (and so docx, xlsx), PDF, PNG, GIF, JPEG, RIFF, gzip, old Office. */
const SIGNATURES: readonly (readonly number[])[] = [
  ascii("PK\u0003\u0004"),
  ascii("%PDF-"),
  [0x89, 0x50, 0x4e, 0x47],
  ascii("GIF8"),
  [0xff, 0xd8, 0xff],
  ascii("RIFF"),
  [0x1f, 0x8b],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Bytes as text, without a mark at the beginning and with lines that end as everywhere; what is not of the encoding becomes �. */
export const decodeText = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes).replaceAll(/\r\n?/g, "\n");

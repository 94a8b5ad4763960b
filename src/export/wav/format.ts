/** What both sides know of RIFF/WAVE: Microsoft & IBM 1991, "Multimedia programming interface and data specifications 1.0". */

export const PCM = 1;
export const FLOAT = 3;
/** What it is comes in an identifier, whose first two bytes are one of the above. */
export const EXTENSIBLE = 0xfffe;

export const BITS_PER_BYTE = 8;

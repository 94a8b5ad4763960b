/** The part of gifenc that is used; it comes without types. */
declare module "gifenc" {
  type Palette = readonly (readonly number[])[];
  interface Frame {
    readonly palette: Palette;
    /** In milliseconds. */
    readonly delay: number;
    /** 0 for ever. */
    readonly repeat: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, frame: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, colours: number): Palette;
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array;
}

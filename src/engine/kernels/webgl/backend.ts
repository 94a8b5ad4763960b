/** What is used here of TensorFlow.js' WebGL backend, a package that only TensorFlow.js itself imports. */
import type * as tf from "@tensorflow/tfjs";

/** A tensor's data: values on the processor, a texture on the device, or both. */
export interface TextureData {
  /** That the texture was laid out for; a tensor that shares the data may have another. */
  readonly shape: readonly number[];
  readonly values: ArrayLike<number> | null;
  readonly texture: { readonly texture: WebGLTexture } | null;
  /** Rows and columns of numbers; a packed texture has a texel for each two by two. */
  texShape: [number, number] | null;
  isPacked?: boolean;
  /** Where the tensor begins in a texture that it shares with the tensor it is a slice of. */
  readonly slice?: { readonly flatOffset: number } | null;
}

type Program = WebGLProgram & { readonly vao: WebGLVertexArrayObject };

export interface WebglBackend {
  readonly gpgpu: {
    readonly gl: WebGL2RenderingContext;
    createProgram(fragmentShader: WebGLShader): Program;
    buildVao(program: Program): void;
  };
  readonly texData: { get(dataId: object): TextureData };
  floatPrecisionValue: number;
  makeTensorInfo(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  /** Gives the data a texture, if it has none. */
  uploadToGPU(dataId: object): void;
  disposeData(dataId: object): boolean;
}

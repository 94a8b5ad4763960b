/**
 * The messages of ONNX that we write, by the names and numbers of `onnx.proto` as ONNX 1.12 has it
 * (https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto).
 */
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

interface OperatorSetId {
  readonly domain: string;
  readonly version: number;
}

interface StringStringEntry {
  readonly key: string;
  readonly value: string;
}

interface Dimension {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

export interface ValueInfo {
  readonly name: string;
  readonly type: { readonly tensorType: { readonly elemType: number; readonly shape: { readonly dim: Dimension[] } } };
  readonly docString?: string;
}

export interface Tensor {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly name: string;
  /** Little-endian. */
  readonly rawData: Uint8Array;
}

export interface Attribute {
  readonly name: string;
  readonly f?: number;
  readonly i?: number;
  readonly s?: string;
  readonly ints?: readonly number[];
  readonly type: number;
}

export interface Node {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly attribute: readonly Attribute[];
}

interface Graph {
  readonly node: readonly Node[];
  readonly name: string;
  readonly initializer: readonly Tensor[];
  readonly input: readonly ValueInfo[];
  readonly output: readonly ValueInfo[];
}

export interface Model {
  readonly irVersion: number;
  readonly producerName: string;
  readonly docString: string;
  readonly graph: Graph;
  readonly opsetImport: readonly OperatorSetId[];
  readonly metadataProps: readonly StringStringEntry[];
}

/** Numbers of `AttributeProto.AttributeType`. */
export const ATTRIBUTE_TYPES = { f: 1, i: 2, s: 3, ints: 7 } as const;

type Kind = "int" | "float" | "string" | "bytes" | Table;
/** Number and kind of each field. Repeated ones are lists; what is left out is not written. */
interface Table {
  readonly [field: string]: readonly [number: number, kind: Kind];
}

type TableOf<T> = { readonly [K in keyof Required<T>]: readonly [number: number, kind: Kind] };

const dimension: TableOf<Dimension> = { dimValue: [1, "int"], dimParam: [2, "string"] };
const tensorType: TableOf<ValueInfo["type"]["tensorType"]> = {
  elemType: [1, "int"],
  shape: [2, { dim: [1, dimension] }],
};
const valueInfo: TableOf<ValueInfo> = {
  name: [1, "string"],
  type: [2, { tensorType: [1, tensorType] }],
  docString: [3, "string"],
};
const tensor: TableOf<Tensor> = {
  dims: [1, "int"],
  dataType: [2, "int"],
  name: [8, "string"],
  rawData: [9, "bytes"],
};
const attribute: TableOf<Attribute> = {
  name: [1, "string"],
  f: [2, "float"],
  i: [3, "int"],
  s: [4, "string"],
  ints: [8, "int"],
  type: [20, "int"],
};
const node: TableOf<Node> = {
  input: [1, "string"],
  output: [2, "string"],
  name: [3, "string"],
  opType: [4, "string"],
  attribute: [5, attribute],
};
const graph: TableOf<Graph> = {
  node: [1, node],
  name: [2, "string"],
  initializer: [5, tensor],
  input: [11, valueInfo],
  output: [12, valueInfo],
};
const opsetId: TableOf<OperatorSetId> = { domain: [1, "string"], version: [2, "int"] };
const entry: TableOf<StringStringEntry> = { key: [1, "string"], value: [2, "string"] };
const model: TableOf<Model> = {
  irVersion: [1, "int"],
  producerName: [2, "string"],
  docString: [6, "string"],
  graph: [7, graph],
  opsetImport: [8, opsetId],
  metadataProps: [14, entry],
};

function write(writer: BinaryWriter, message: object, table: Table): BinaryWriter {
  const values = message as Readonly<Record<string, unknown>>;
  for (const [field, [number, kind]] of Object.entries(table)) {
    const value = values[field];
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (kind === "int") writer.tag(number, WireType.Varint).int64(one as number);
      else if (kind === "float") writer.tag(number, WireType.Bit32).float(one as number);
      else if (kind === "string") writer.tag(number, WireType.LengthDelimited).string(one as string);
      else if (kind === "bytes") writer.tag(number, WireType.LengthDelimited).bytes(one as Uint8Array);
      else write(writer.tag(number, WireType.LengthDelimited).fork(), one as object, kind).join();
    }
  }
  return writer;
}

/** The file of a model. */
export const encodeModel = (message: Model): Uint8Array<ArrayBuffer> =>
  write(new BinaryWriter(), message, model).finish() as Uint8Array<ArrayBuffer>;

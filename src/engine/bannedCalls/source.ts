/**
 * Calls of TensorFlow.js that compile, run and give wrong results or stall the device. They are found in the source, since
 * no backend complains of them.
 */
import ts from "typescript";

export interface BannedCall {
  readonly line: number;
  readonly call: string;
  readonly why: string;
}

interface Rule {
  readonly why: string;
  /** Whether a call of this name with so many arguments, on a receiver of this name, is the bannedCall. */
  readonly applies: (call: { argumentCount: number; receiver: string }) => boolean;
}

const always = () => true;
const synchronous: Rule = { why: "reads the device synchronously: zeros on WebGPU in a worker", applies: always };
const onTensorFlow = ({ receiver }: { receiver: string }) => receiver === "tf";
const onDevice: Rule = { why: "WGSL may assume that there is no NaN: check on the processor", applies: onTensorFlow };

const rules: Readonly<Record<string, Rule>> = {
  dataSync: synchronous,
  arraySync: synchronous,
  bytesSync: synchronous,
  bufferSync: synchronous,
  readSync: synchronous,
  print: { ...synchronous, applies: ({ receiver }) => receiver !== "console" },
  oneHot: {
    why: "its cast is broken on WebGPU, its float form on wasm: gather, or compare with a range",
    applies: always,
  },
  isNaN: onDevice,
  isInf: onDevice,
  isFinite: onDevice,
  variableGrads: {
    why: "takes every trainable variable there is: pass the list",
    applies: ({ argumentCount }) => argumentCount < 2,
  },
  computeGradients: {
    why: "takes every trainable variable there is: pass the list",
    applies: ({ argumentCount }) => argumentCount < 2,
  },
  minimize: {
    why: "takes every trainable variable there is: pass the list",
    applies: ({ argumentCount }) => argumentCount < 3,
  },
  setBackend: { why: "answers false instead of throwing: use openBackend", applies: onTensorFlow },
};

/** The bannedCalls in one file of TypeScript, in the order in which they stand. */
export function findTraps(fileName: string, text: string): BannedCall[] {
  const kind = fileName.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, kind);
  const bannedCalls: BannedCall[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression;
      const member = ts.isPropertyAccessExpression(callee);
      const name = member ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
      const receiver = member && ts.isIdentifier(callee.expression) ? callee.expression.text : "";
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      // A plain function may share a name with a method; imported operations are called on `tf` in this house.
      if (rule && member && rule.applies({ argumentCount: node.arguments.length, receiver })) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        bannedCalls.push({ line, call: name, why: rule.why });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bannedCalls;
}

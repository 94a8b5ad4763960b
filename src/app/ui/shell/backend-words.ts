/** Words of the menu of backends; they come with it. */
const en = {
  menu: "Compute backend",
  inUse: "in use",
  use: "Use {{name}}",
  measure: "Measure again",
  measureSoftware: "Measure software GPUs too",
  measuring: "Measuring…",
  fused: "Fused multiply-add on WebAssembly",
  fusedGain: "Products are about {{times}} times as fast with it here.",
  fusedNoGain: "It brings nothing on this processor.",
  fusedExplain:
    "One rounding in place of two: the last digits of a curve are then no longer the same on every machine.",
  notMeasured: "not measured",
  unavailable: "not available",
  rate: "{{rate}} test steps/s",
  explain:
    "A short training step of a recurrent network, timed on this machine. If you choose another backend, the run continues on it from its current step.",
  names: { webgpu: "WebGPU", webgl: "WebGL", wasm: "WebAssembly", cpu: "Plain JavaScript" },
  replayed: "Steps of this run are recorded once and replayed: the same numbers with less work around them.",
  replayedInPart: "Part of each step is recorded once and replayed; the rest runs as usual ({{why}}).",
  notReplayed: "Steps of this run are not replayed ({{why}}): they run as usual.",
  whyNot: {
    reads: "a value is read on the way",
    writes: "a weight is written on the way",
    JavaScript: "some of it is computed in JavaScript",
    differs: "its steps differ from each other",
    large: "a recording would take more than 64 MB",
    noise: "its noise comes from elsewhere",
    fails: "it failed while it was recorded",
    kernel: "of the kernel {{kernel}}",
  },
};

type Words = {
  readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : Record<keyof (typeof en)[K], string>;
};

const zh: Words = {
  menu: "计算后端",
  inUse: "使用中",
  use: "使用 {{name}}",
  measure: "重新测量",
  measureSoftware: "也测量软件 GPU",
  measuring: "测量中…",
  fused: "WebAssembly 使用融合乘加",
  fusedGain: "在这台设备上，矩阵乘法约快到 {{times}} 倍。",
  fusedNoGain: "在这台处理器上没有提速。",
  fusedExplain: "乘加只舍入一次：曲线的末几位数字不再与其他设备完全一致。",
  notMeasured: "未测量",
  unavailable: "不可用",
  rate: "每秒 {{rate}} 个测试步",
  explain: "用循环神经网络的一小步训练在这台设备上计时。选择其他后端后，训练会从当前一步继续。",
  names: { webgpu: "WebGPU", webgl: "WebGL", wasm: "WebAssembly", cpu: "纯 JavaScript" },
  replayed: "这次训练的步骤只录制一次，之后重放：数值完全相同，额外开销更少。",
  replayedInPart: "每一步有一部分录制后重放，其余照常运行（{{why}}）。",
  notReplayed: "这次训练的步骤不重放（{{why}}），照常运行。",
  whyNot: {
    reads: "中途要读取数值",
    writes: "中途要改写权重",
    JavaScript: "有一部分由 JavaScript 计算",
    differs: "各步的运算不一样",
    large: "录制内容会超过 64 MB",
    noise: "噪声来自别处",
    fails: "录制时出错",
    kernel: "因为内核 {{kernel}}",
  },
};

export const backendWords = { en, zh };

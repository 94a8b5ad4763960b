/** What went wrong or was dealt with, by the code of its Fault. `other` is said of a code that has no words of its own. */
export const errors = {
  other: "Something went wrong ({{code}}). Reset starts afresh; what was learned is kept below as a run.",
  unexpected:
    "Something unexpected went wrong: {{message}}. Reset starts afresh; what was learned is kept below as a run.",
  backendUnavailable:
    "{{backend}} cannot be opened in this browser ({{reason}}). Choose another backend in the menu above.",
  gpuError: "The GPU reported an error: {{message}}",
  deviceLost: "{{backend}} stopped working ({{reason}}). Reset starts it again, or choose another backend.",
  dataUnreadable: "The file {{path}} could not be loaded. Check the connection and try again.",
  hardwareWebgpu: "WebGPU on a real GPU is used unless another backend is more than 1.5 times faster.",
  fasterThanWebgpu: "{{kind}} is {{times}} times faster than WebGPU on this machine.",
  fastest: "{{kind}} was the fastest on this machine: {{stepsPerSecond}} test steps/s.",
  bestKnown: "{{kind}} is the best that this browser is known to have. Measure to be sure.",
  chosen: "{{kind}} was chosen by hand.",
  softwareBackend: "A GPU imitated by the processor; not measured unless asked.",
};

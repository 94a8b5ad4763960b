/** What went wrong or was dealt with, by the code of its Fault. `other` is said of a code that has no words of its own. */
export const errors = {
  other: "Something went wrong ({{code}}). Reset starts over; what was learned is kept below as a run.",
  unexpected:
    "Something unexpected went wrong: {{message}}. Reset starts over; what was learned is kept below as a run.",
  timeout: "No answer came within {{ms}} ms. Try again.",
  cancelled: "Stopped, as you asked.",

  backendUnavailable: "{{backend}} cannot be used here: {{reason}}. Choose another backend in the menu above.",
  backendFallback: "{{from}} does not work here, so {{to}} took over.",
  gpuError: "The GPU reported an error: {{message}}. Try again, or choose another backend in the menu above.",
  deviceLost: "{{backend}} stopped working: {{reason}}. Try again, or choose another backend in the menu above.",
  hardwareWebgpu: "WebGPU on a real GPU is used unless another backend is more than 1.5 times faster.",
  fasterThanWebgpu: "{{kind}} is {{times}} times faster than WebGPU on this machine.",
  fastest: "{{kind}} was the fastest on this machine: {{stepsPerSecond}} test steps/s.",
  bestKnown: "{{kind}} is the best backend that this browser is known to have. Measure to be sure.",
  chosen: "{{kind}} was chosen by hand.",
  asked: "{{kind}} is set in the address.",
  softwareBackend: "A GPU emulated by the processor; not measured unless you ask.",

  nothingToSay:
    "These pictures have no labels or captions, so there is nothing to learn to say. Choose other pictures, bring yours in folders named by what they show, or choose another model.",
  dataUnreadable: "The file {{path}} could not be loaded: {{reason}}. Check the connection and try again.",
  wavNone: "This is no WAV file, or it is damaged. Save the sound as WAV and bring that.",
  wavCoding:
    "This WAV file is coded in a way that is not read here (format {{kind}}, {{bits}} bits, {{channels}} channels, {{rate}} Hz). Save it as PCM of 16 bits.",
  wavEmpty: "This WAV file has no sound in it.",
  contentMissing:
    "This set-up learns from “{{name}}” ({{kilobytes}} KB), which is not on this machine. Bring it to go on.",
  contentUnreadable: "The data of this set-up is missing or damaged. Bring it anew.",
  contentNotKept: "This browser does not let the page save “{{name}}”. It is there until this tab is closed.",
  indexOutside:
    "Character number {{place}} is not among the {{rows}} of this model. Reset builds one that fits the data.",
  checkpointMismatch: "The saved run does not fit this model ({{name}}), so it was left alone. Reset starts over.",

  tooLarge:
    "A training step would need about {{megabytes}} MB, over the {{limit}} MB that are safe here. Use fewer units, smaller batches or shorter sequences.",
  notFinite: "The weights have become NaN, so they are not saved. Go back to an earlier step.",
  notLive: "{{key}} cannot change while the model trains; apply the changes with Reset.",
  notOpen: "No run is open. Reset opens one.",

  newVersion: "A new version of Inkling is here. Reload to use it; this run is saved first.",

  runKept: "The run up to step {{step}} is kept below.",
  recovered: "The run was interrupted ({{reason}}) and continues from its newest checkpoint, step {{step}}.",
  keptUnreadable: "What was saved of it cannot be read ({{field}}).",
  keptNewer: "A newer version of Inkling saved it. Reload the page to get that version.",
  keptElsewhere: "That run trains in another tab. Go on with it there, or close that tab first.",
  keptGone: "That run is not kept any more.",
  keptPartly: "The run goes on. Part of what was saved could not be read and was left out: {{fields}}.",
  runFileStrange: "This file holds no run. A run's file ends in .inkling and is made under Kept runs.",
  runFileDamaged: "The run in this file is damaged ({{field}}), so nothing was opened.",
  codesMismatch: "This model takes {{width}} numbers, not {{length}}.",
  codesNotOffered: "This model cannot do that ({{what}}).",
  linkModelDamaged:
    "The trained model in this link was cut or altered, so its set-up opened untrained. Ask for the link again.",
  linkModelStrange: "The trained model in this link does not fit its set-up, which opened untrained.",
  storageFull:
    "There is no room left to save this run. It trains on, but cannot be resumed after this tab is closed. Deleting kept runs or other files makes room.",
  storageRefused:
    "This browser does not let the page save anything. The run trains on, but cannot be resumed after this tab is closed.",
  storageUnreadable: "The kept runs cannot be reached just now. Try again in a moment.",
  workerGone: "The run's worker ended. Reset starts it again; what was learned is kept below as a run.",
  workerSilent: "Training did not respond for {{seconds}} seconds.",
  workerNotLoaded: "The part of the page that trains could not be loaded. Check the connection, then try again.",
  workerFailed: "Training stopped: {{message}}",
  workerKeepsFailing: "Training keeps stopping ({{reason}}). Try smaller sizes, or another backend in the menu above.",
};

/** Words about runs that were kept from earlier visits. */
export const kept = {
  offer: "You can go on with {{recipe}}: step {{step}}, kept {{date}}.",
  unreadable: "A run that was kept {{date}} cannot be resumed. {{why}}",
  resume: "Resume",
  forget: "Delete",
  hide: "Not now (the run stays kept)",
  open: "Kept runs ({{count}})",
  title: "Kept runs",
  note: "Runs of earlier visits and closed tabs. They lie in this browser alone.",
  resumeThis: "Resume {{recipe}}, step {{step}}",
  forgetThis: "Delete {{recipe}}, step {{step}}",
  confirm: "Delete for good?",
  confirmThis: "Delete for good: {{recipe}}, step {{step}}",
  damaged: "Cannot be resumed",
};

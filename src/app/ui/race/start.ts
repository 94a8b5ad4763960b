/** Races that were asked for by a press start at once; one that a link opens waits for Play. */
let pressed: string | null = null;

export function press(race: string): string {
  pressed = race;
  return race;
}

/** Whether this one was asked for by a press; once. */
export function wasPressed(race: string): boolean {
  const was = pressed === race;
  pressed = null;
  return was;
}

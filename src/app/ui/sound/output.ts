import { playable } from "../../../core/signal/level.ts";

/** Where all that the page plays goes. */
export interface SoundOutput {
  /**
   * The clock to play by and where sources are connected to. The first call makes the context, which browsers let be
   * heard only after a press: call it from one.
   */
  readonly open: () => { readonly context: BaseAudioContext; readonly input: AudioNode };
  /** Whether what is played now is heard now: a press has let it. */
  readonly isAwake: () => boolean;
  /** Plays values in −1..1; as {@link playable} has them. A context that rests is woken. */
  readonly playWave: (values: ArrayLike<number>, rate: number, options?: PlayOptions) => Playing;
  /** Lets everything that plays, and all that was to play, fade at once. */
  readonly stop: () => void;
  /** 0..1, of everything. */
  readonly setVolume: (volume: number) => void;
}

export interface PlayOptions {
  /** When on the context's clock, in seconds; at once where it is left out. */
  readonly at?: number;
  /** 0..1, beside the volume of everything. */
  readonly level?: number;
  /** Called once when it has ended or was stopped. */
  readonly onEnd?: () => void;
}

export interface Playing {
  /** On the context's clock, in seconds. */
  readonly startsAt: number;
  readonly durationS: number;
  readonly stop: () => void;
}

/** How long what is stopped takes to fade, in seconds. */
const STOP_S = 0.006;
/** The sum of what plays may be so many times full scale; the limiter bends it under. */
const MOST = 4;
/** Under this level sounds pass as they are. */
const LINEAR = 0.6;
/** What the output never reaches beyond. */
const CEILING = 0.98;
/** Of one half of the limiter's curve. */
const CURVE = 2048;
/** Nothing was played for so long: the context rests, and costs nothing. */
const REST_MS = 20_000;

/** Plays through a context that is made when it is first needed. */
export function createOutput(create: () => BaseAudioContext): SoundOutput {
  let made: { readonly context: BaseAudioContext; readonly input: GainNode } | null = null;
  let volume = 1;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const playing = new Set<Playing>();

  function open() {
    made ??= connect(create(), volume);
    const { context } = made;
    if (isLive(context) && context.state !== "running") void context.resume();
    restSoon();
    return made;
  }

  /** The context rests when nothing has played for a while. */
  function restSoon(): void {
    clearTimeout(rest);
    const context = made?.context;
    if (!context || !isLive(context)) return;
    rest = setTimeout(() => playing.size === 0 && void context.suspend(), REST_MS);
  }

  function ended(one: Playing): void {
    playing.delete(one);
    restSoon();
  }

  function playWave(values: ArrayLike<number>, rate: number, { at = 0, level = 1, onEnd }: PlayOptions = {}): Playing {
    const { context, input } = open();
    const sound = new Float32Array(playable(values, rate));
    const buffer = context.createBuffer(1, Math.max(1, sound.length), rate);
    buffer.copyToChannel(sound, 0);
    const gain = context.createGain();
    gain.gain.value = level;
    gain.connect(input);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(gain);
    const startsAt = Math.max(at, context.currentTime);
    source.start(startsAt);
    const one: Playing = {
      startsAt,
      durationS: buffer.duration,
      stop() {
        const now = context.currentTime;
        gain.gain.setValueAtTime(level, now);
        gain.gain.linearRampToValueAtTime(0, now + STOP_S);
        source.stop(now + STOP_S);
      },
    };
    playing.add(one);
    source.onended = () => {
      gain.disconnect();
      ended(one);
      onEnd?.();
    };
    return one;
  }

  return {
    open,
    isAwake: () => made !== null && made.context.state === "running",
    playWave,
    stop() {
      for (const one of [...playing]) one.stop();
    },
    setVolume(next) {
      volume = Math.min(1, Math.max(0, next));
      if (made) made.input.gain.setTargetAtTime(volume, made.context.currentTime, 0.01);
    },
  };
}

/** One that is heard, which may rest; not one that renders what it plays. */
const isLive = (context: BaseAudioContext): context is AudioContext => "close" in context;

/** A volume and a limiter before what is heard; the limiter has no memory, so that nothing is ever over full scale. */
function connect(context: BaseAudioContext, volume: number) {
  const input = context.createGain();
  input.gain.value = volume;
  const into = context.createGain();
  into.gain.value = 1 / MOST;
  const limiter = context.createWaveShaper();
  limiter.curve = limiterCurve();
  input.connect(into).connect(limiter).connect(context.destination);
  return { context, input };
}

/** As it is up to {@link LINEAR}, then ever less steep towards {@link CEILING}; the ends stand for ±{@link MOST}. */
export function limiterCurve(): Float32Array<ArrayBuffer> {
  const curve = new Float32Array(2 * CURVE + 1);
  const room = CEILING - LINEAR;
  for (let i = 0; i < curve.length; i++) {
    const level = (MOST * (i - CURVE)) / CURVE;
    const over = Math.abs(level) - LINEAR;
    curve[i] = over <= 0 ? level : Math.sign(level) * (LINEAR + room * Math.tanh(over / room));
  }
  return curve;
}

/** The page's own. */
export const output: SoundOutput = createOutput(() => new AudioContext({ latencyHint: "interactive" }));

export const playWave = output.playWave;

// Whoever leaves hears no more of it.
globalThis.addEventListener?.("pagehide", output.stop);

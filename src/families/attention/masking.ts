/** What the masked form learns from: a text of which some characters are hidden. Devlin et al. 2018, section 3.1. */
import * as tf from "@tensorflow/tfjs";

/** Of the characters to predict: behind a mask; as another one; and the rest as they are. */
const BEHIND_MASK = 0.8;
const ANOTHER = 0.1;

export interface Masked {
  /** What the model is shown, int32 [B, T]. */
  readonly shown: tf.Tensor2D;
  /** 1 where a character is to be predicted, 0 elsewhere, [B, T]. */
  readonly predicted: tf.Tensor2D;
}

/**
 * Hides a share of the characters, int32 [B, T] below `vocabulary`, which is also the number of the mask. `draws`: uniform
 * numbers in [0, 1), [B, T]: which are predicted, how each is hidden, and as which other character.
 */
export function hide(
  tokens: tf.Tensor2D,
  { share, vocabulary }: { readonly share: number; readonly vocabulary: number },
  draws: readonly [which: tf.Tensor, how: tf.Tensor, other: tf.Tensor],
): Masked {
  return tf.tidy(() => {
    const [which, how, other] = draws;
    const predicted = tf.step(tf.sub(share, which)) as tf.Tensor2D; // 1 where which < share
    const another = tf.floor(tf.mul(other, vocabulary));
    const masked = tf.step(tf.sub(BEHIND_MASK, how));
    const exchanged = tf.sub(tf.step(tf.sub(BEHIND_MASK + ANOTHER, how)), masked);
    const kept = tf.sub(tf.sub(1, masked), exchanged);
    const values = tokens.toFloat();
    const instead = tf.addN([tf.mul(masked, vocabulary), tf.mul(exchanged, another), tf.mul(kept, values)]);
    const shown = tf.add(values, tf.mul(predicted, tf.sub(instead, values)));
    return { shown: tf.round(shown).toInt() as tf.Tensor2D, predicted };
  });
}

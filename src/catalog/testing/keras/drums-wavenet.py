# model.py
"""A WaveNet that predicts the next level of a sound (van den Oord et al. 2016)."""

import keras
from keras import layers, ops

VOCABULARY = 257  # levels by number; 0 is the mark that begins and ends a sound
LABELS = 8
CHANNELS = 32
KERNEL = 2  # levels that each convolution joins
DILATIONS = [2**i for i in range(8)]


def table(rows, width, spread=1.0):
    """A vector for each number, drawn from a normal distribution."""
    normal = keras.initializers.RandomNormal(stddev=spread)
    return layers.Embedding(rows, width, embeddings_initializer=normal)


class GatedLayer(layers.Layer):
    """A dilated causal convolution with a gate; adds to what is passed on, and to the skips."""

    def __init__(self, dilation, last):
        super().__init__()
        self.reach = (KERNEL - 1) * dilation  # levels before that it looks at
        self.convolve = layers.Conv1D(2 * CHANNELS, KERNEL, dilation_rate=dilation)
        self.label = table(LABELS, 2 * CHANNELS, spread=0.1)
        self.skip = layers.Dense(CHANNELS)
        self.stay = None if last else layers.Dense(CHANNELS)

    def call(self, x, labels, before=None):
        """x [B, T, C] → what is passed on, the skip, and the last inputs, which the next batch begins with."""
        if before is None:
            before = ops.zeros((ops.shape(x)[0], self.reach, CHANNELS))
        read = ops.concatenate([before, x], 1)
        z = self.convolve(read)  # [B, T, 2C]
        z = z + self.label(labels)
        signal, gate = ops.split(z, 2, axis=-1)
        z = ops.tanh(signal) * ops.sigmoid(gate)
        if self.stay is not None:
            x = x + self.stay(z)
        return x, self.skip(z), ops.stop_gradient(read[:, -self.reach :])


class Reader(keras.Model):
    """Reads levels and predicts each next one."""

    def __init__(self):
        super().__init__()
        self.embedding = table(VOCABULARY, CHANNELS)
        last = len(DILATIONS) - 1
        self.gated = [GatedLayer(d, i == last) for i, d in enumerate(DILATIONS)]
        self.mix = layers.Dense(CHANNELS, activation="relu")
        self.readout = layers.Dense(VOCABULARY)

    def call(self, tokens, labels, state=None):
        """tokens, labels [B, T] → logits [B, T, V], and each layer's last inputs."""
        x = self.embedding(tokens)  # [B, T, C]
        skips, after = 0, []
        for layer, before in zip(self.gated, state or [None] * len(self.gated)):
            x, skip, last = layer(x, labels, before=before)
            skips = skips + skip
            after.append(last)
        return self.readout(self.mix(ops.relu(skips))), after

    def objective(self, inputs, targets, labels, state=None):
        """Mean cross-entropy of the next levels in nats, and the state after them."""
        logits, state = self(inputs, labels, state=state, training=True)
        nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)
        return ops.mean(nats), state


def sample(model, count=6, length=2560, temperature=0.9, label=0):
    """New sounds as rows of levels by number: [count, length]."""
    tokens = ops.zeros((count, 1), dtype="int32")  # the mark begins a sound
    shown, state = tokens, None
    for _ in range(length):
        labels = ops.full_like(shown, label)
        logits, state = model(shown, labels, state=state)
        logits = logits[:, -1] / temperature  # [count, V]
        shown = keras.random.categorical(logits, 1)
        tokens = ops.concatenate([tokens, shown], 1)
    return tokens[:, 1:]


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import Reader, sample

RATE = 0.004  # of learning


def gradients_of(loss, variables):
    """The slope of a loss in each variable."""
    return torch.autograd.grad(loss, [variable.value for variable in variables])


def configure():
    """The optimizer of all that trains."""
    return keras.optimizers.AdamW(
        learning_rate=RATE,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
        weight_decay=0.01,  # times the learning rate
        global_clipnorm=1,
    )


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses, and the state in which the next batch goes on."""
    inputs, targets, labels, fresh = batches(step)
    loss, state = model.objective(inputs, targets, labels, state=None if fresh else state)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return {"loss": loss.detach()}, state


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = Reader(), configure(), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))

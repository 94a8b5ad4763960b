# model.py
"""A GRU (Cho et al. 2014) that predicts the next character of a text from those before it."""

import keras
from keras import layers, ops

VOCABULARY = 27  # characters by number; 0 is the newline that begins and ends a text
LABELS = 23
UNITS = 128


def table(rows, width, spread=1.0):
    """A vector for each number, drawn from a normal distribution."""
    normal = keras.initializers.RandomNormal(stddev=spread)
    return layers.Embedding(rows, width, embeddings_initializer=normal)


def recurrent():
    """A layer that gives what it says of every character, and the state after the last."""
    return layers.GRU(UNITS, return_sequences=True, return_state=True)


class Reader(keras.Model):
    """Reads characters and predicts each next one; its state goes on where a text is cut."""

    def __init__(self):
        super().__init__()
        self.embedding = table(VOCABULARY, 32)
        self.label = table(LABELS, 16)
        self.recurrent = [recurrent() for _ in range(1)]
        self.dropout = layers.SpatialDropout1D(0.3)  # the same units for a whole text
        self.readout = layers.Dense(VOCABULARY)

    def call(self, tokens, labels, state=None):
        """tokens, labels [B, T] → logits of the next characters [B, T, V], and the state after them."""
        x = self.embedding(tokens)  # [B, T, E]
        x = ops.concatenate([x, self.label(labels)], -1)
        after = []
        for layer, before in zip(self.recurrent, state or [None] * len(self.recurrent)):
            x, *last = layer(x, initial_state=before)  # [B, T, H]
            after.append([ops.stop_gradient(part) for part in last])
            x = self.dropout(x)
        return self.readout(x), after

    def objective(self, inputs, targets, labels, state=None):
        """Mean cross-entropy of the next characters in nats, and the state after them."""
        logits, state = self(inputs, labels, state=state, training=True)
        nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)
        return ops.mean(nats), state


def sample(model, count=24, length=40, temperature=0.8, label=0):
    """New texts as rows of characters by number: [count, length]."""
    tokens = ops.zeros((count, 1), dtype="int32")  # a newline begins a text
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

RATE = 0.003  # of learning


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
        weight_decay=0.3,  # times the learning rate
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

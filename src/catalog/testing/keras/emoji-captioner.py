# model.py
"""A captioner that looks at the picture again for each word (Vinyals et al. 2015; Xu et al. 2015)."""

import keras
from keras import layers, ops

WORDS = 5  # by number; 0 ends a text
LENGTH = 5  # words of the longest text and its end
UNITS = 96


def table(rows, width, spread=1.0):
    """A vector for each number, drawn from a normal distribution."""
    normal = keras.initializers.RandomNormal(stddev=spread)
    return layers.Embedding(rows, width, embeddings_initializer=normal)


class Captioner(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.Sequential(
            [
                layers.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
                layers.Conv2D(32, 4, strides=2, padding="same", activation="relu"),
                layers.Reshape((49, 32)),
            ]
        )
        self.words = table(WORDS, 32)
        self.begin = layers.Dense(UNITS, activation="tanh")
        self.decoder = layers.GRU(UNITS, reset_after=False, return_sequences=True, return_state=True)
        self.keys = layers.Dense(UNITS)
        self.joined = layers.Dense(UNITS, activation="tanh")
        self.dropout = layers.Dropout(0.5)
        self.readout = layers.Dense(WORDS)

    def look(self, x):
        """x [B, H, W, C] → its cells [B, N, D], and the first state [B, H]."""
        cells = self.encoder(x)
        return cells, self.begin(ops.reshape(cells, (-1, 1568)))

    def say(self, cells, before, state):
        """Scores of the words after those before them: before [B, T] → [B, T, V], and the state."""
        hidden, state = self.decoder(self.words(before), initial_state=state)  # [B, T, H]
        looks = ops.softmax(ops.matmul(hidden, ops.swapaxes(self.keys(cells), 1, 2)))  # where, [B, T, N]
        joined = self.joined(ops.concatenate([hidden, ops.matmul(looks, cells)], 2))
        joined = self.dropout(joined)
        return self.readout(joined), state

    def call(self, x, texts):
        """Scores of each word by those before it: x [B, H, W, C], texts [B, T] → [B, T, V]."""
        cells, state = self.look(x)
        return self.say(cells, ops.pad(texts[:, :-1], [[0, 0], [1, 0]]), state)[0]

    def objective(self, x, texts):
        """Mean cross-entropy in nats of each word up to the end of its text: texts [B, T]."""
        scores = self(x, texts, training=True)
        nats = keras.losses.sparse_categorical_crossentropy(texts, scores, from_logits=True)
        before = ops.pad(texts[:, :-1], [[0, 0], [1, 0]], constant_values=1)
        within = ops.cast(before > 0, "float32")
        return ops.sum(nats * within) / ops.sum(within)


def sample(model, x, temperature=0):
    """What is said of pictures, words by number; 0 takes the likeliest: x [N, H, W, C] → [N, T]."""
    cells, state = model.look(x)
    word, said = ops.zeros((len(x), 1), dtype="int32"), []
    for _ in range(LENGTH):
        scores, state = model.say(cells, word, state)
        likely = scores[:, -1]  # [N, V]
        if temperature == 0:
            word = ops.argmax(likely, -1, keepdims=True)
        else:
            word = keras.random.categorical(likely / temperature, 1)
        said.append(word)
    return ops.concatenate(said, 1)


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math
import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import Captioner, sample

RATE = 0.002  # of learning


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 2000, 1))) / 2


def gradients_of(loss, variables):
    """The slope of a loss in each variable."""
    return torch.autograd.grad(loss, [variable.value for variable in variables])


def configure():
    """The optimizer of all that trains."""
    return keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
        global_clipnorm=1,
    )


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    x, texts = batches(step)
    loss = model.objective(x, texts)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.learning_rate = RATE * schedule(step)
    optimizer.apply(gradients, model.trainable_variables)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = Captioner(), configure(), None
    for step in range(2000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model, batches(0)[0]))

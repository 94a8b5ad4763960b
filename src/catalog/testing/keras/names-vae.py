# model.py
"""A variational autoencoder (Kingma & Welling 2013)."""

import keras
from keras import layers, ops

LATENT = 16  # numbers of a code
BETA = 0.5  # of the Kullback-Leibler divergence


def table(rows, width, spread=1.0):
    """A vector for each number, drawn from a normal distribution."""
    normal = keras.initializers.RandomNormal(stddev=spread)
    return layers.Embedding(rows, width, embeddings_initializer=normal)


def surprise(x, scores):
    """Cross-entropy of a text's symbols in nats, summed up to its end."""
    nats = keras.losses.sparse_categorical_crossentropy(x, scores, from_logits=True)  # [B, T]
    before = ops.pad(x[:, :-1], [[0, 0], [1, 0]], constant_values=1)
    nats = nats * ops.cast(before > 0, "float32")  # a newline ends a text
    return ops.mean(ops.sum(nats, 1))


class TextDecoder(layers.Layer):
    """Writes texts symbol by symbol, given a code at every place; while it learns it reads what it should write."""

    def __init__(self):
        super().__init__()
        self.symbols = table(28, 32)  # the last is for a hidden symbol
        self.begin = [layers.Dense(width, activation="tanh") for width in [96]]
        options = {"reset_after": False, "return_sequences": True, "return_state": True}
        self.recurrent = [layers.GRU(width, **options) for width in [96]]
        self.scores = layers.Dense(27)

    def step(self, code, before, states):
        """Scores of the symbols after those before it [B, S] → [B, S, V], and the states."""
        beside = ops.repeat(code[:, None], before.shape[1], 1)
        h = ops.concatenate([self.symbols(before), beside], 2)
        after = []
        for layer, state in zip(self.recurrent, states):
            h, last = layer(h, initial_state=state)
            after.append(last)
        return self.scores(h), after

    def start(self, code):
        return [layer(code) for layer in self.begin]

    def call(self, code, x, training=False):
        """code [B, Z], x [B, T] → scores of each symbol of x by those before it [B, T, V]."""
        before = ops.pad(x[:, :-1], [[0, 0], [1, 0]])  # a newline comes first
        if training:
            hidden = keras.random.uniform(ops.shape(x)) < 0.3
            before = ops.where(hidden, 27, before)
        return self.step(code, before, self.start(code))[0]

    def write(self, code, boldness):
        """Symbols one after the other, the likeliest where boldness is 0: code [B, Z] → [B, T]."""
        token = ops.zeros((len(code), 1), dtype="int32")
        states, written = self.start(code), []
        for _ in range(12):
            scores, states = self.step(code, token, states)
            likely = scores[:, -1]  # [B, V]
            if boldness == 0:
                token = ops.argmax(likely, -1, keepdims=True)
            else:
                token = keras.random.categorical(likely / boldness, 1)
            written.append(token)
        return ops.concatenate(written, 1)


class VAE(keras.Model):
    """Tells an example by a code with noise, and makes examples of codes."""

    def __init__(self):
        super().__init__()
        self.encoder = keras.Sequential(
            [
                table(27, 32),
                layers.GRU(96, go_backwards=True, reset_after=False),
            ]
        )
        self.mean = layers.Dense(LATENT)
        self.spread = layers.Dense(LATENT, activation="softplus")
        self.decoder = TextDecoder()

    def encode(self, x):
        """x [B, …] → mean and standard deviation of its code, [B, Z]."""
        h = self.encoder(x)
        return self.mean(h), self.spread(h)

    def decode(self, z, x):
        """z [B, Z] → what the likelihood is given [B, …]."""
        return self.decoder(z, x, training=True)

    def objective(self, x, step=0):
        """Minus the evidence lower bound in nats, with β before the divergence."""
        mean, spread = self.encode(x)
        z = mean + spread * keras.random.normal(ops.shape(mean))
        reconstruction = surprise(x, self.decode(z, x))
        kl = 0.5 * ops.mean(ops.square(mean) + ops.square(spread) - 1 - 2 * ops.log(spread), 0)  # of each unit [Z]
        kl = ops.maximum(kl, 0.1)  # so much is free
        beta = BETA * min(1, (step + 1) / 500)
        return reconstruction + beta * ops.sum(kl)


def sample(model, count=32, temperature=1, boldness=0.7):
    """New examples [count, …]."""
    z = temperature * keras.random.normal((count, LATENT))
    x = model.decoder.write(z, boldness)
    return x


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import VAE, sample

RATE = 0.003  # of learning


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
    x, _ = batches(step)
    loss = model.objective(x, step=step)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = VAE(), configure(), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))

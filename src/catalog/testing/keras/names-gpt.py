# model.py
"""A transformer that writes texts character by character (Vaswani et al. 2017; Radford et al. 2019)."""

import keras
from keras import layers, ops

VOCABULARY = 27  # characters by number; 0 is the newline that begins and ends a text
LABELS = 23
WIDTH = 64
ADDED = 0.02 / 4**0.5  # spread of the first weights of what is added up
DROPOUT = 0.1


def dense(units, spread=0.02):
    """A dense layer with the first weights of GPT-2."""
    return layers.Dense(units, kernel_initializer=keras.initializers.RandomNormal(stddev=spread))


def table(rows):
    """A vector for each number."""
    normal = keras.initializers.RandomNormal(stddev=0.02)
    return layers.Embedding(rows, WIDTH, embeddings_initializer=normal)


def rotate(x):
    """Turns pairs of channels by angles that grow with the place (Su et al. 2021). x [B, T, heads, D]."""
    T, half = x.shape[1], x.shape[3] // 2
    frequencies = 100.0 ** (-ops.arange(half, dtype="float32") / half)
    angles = ops.arange(T, dtype="float32")[:, None, None] * frequencies  # [T, 1, D / 2]
    angles = ops.concatenate([angles, angles], -1)
    a, b = ops.split(x, 2, axis=-1)
    return x * ops.cos(angles) + ops.concatenate([-b, a], -1) * ops.sin(angles)


class Block(layers.Layer):
    """Self-attention and a perceptron, each added to what came in."""

    def __init__(self):
        super().__init__()
        self.norms = [layers.LayerNormalization(epsilon=1e-5) for _ in range(2)]
        self.mix = dense(3 * WIDTH)
        self.merge = dense(WIDTH, ADDED)
        self.widen = dense(256)
        self.narrow = dense(WIDTH, ADDED)
        self.dropout = layers.Dropout(DROPOUT)

    def attend(self, x):
        T = x.shape[1]
        mixed = ops.reshape(self.mix(x), (-1, T, 3, 4, WIDTH // 4))
        q, k, v = ops.unstack(mixed, 3, axis=2)  # [B, T, heads, D]
        q, k = rotate(q), rotate(k)
        x = ops.dot_product_attention(q, k, v, is_causal=True)
        return self.merge(ops.reshape(x, (-1, T, WIDTH)))

    def perceptron(self, x):
        return self.narrow(ops.gelu(self.widen(x)))

    def call(self, x):
        x = x + self.dropout(self.attend(self.norms[0](x)))
        return x + self.dropout(self.perceptron(self.norms[1](x)))


class Reader(keras.Model):
    """Scores every character by those that it sees."""

    def __init__(self):
        super().__init__()
        self.embedding = table(VOCABULARY)
        self.label = table(LABELS)
        self.blocks = [Block() for _ in range(2)]
        self.norm = layers.LayerNormalization(epsilon=1e-5)
        self.bias = self.add_weight(shape=(VOCABULARY,), initializer="zeros")
        self.dropout = layers.Dropout(DROPOUT)

    def call(self, tokens, labels):
        """tokens, labels [B, T] → logits [B, T, V]."""
        x = self.embedding(tokens)  # [B, T, C]
        x = x + self.label(labels)
        x = self.dropout(x)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        symbols = self.embedding.embeddings[:VOCABULARY]
        return ops.matmul(x, ops.transpose(symbols)) + self.bias

    def objective(self, inputs, targets, labels):
        """Mean cross-entropy of the next characters in nats."""
        logits = self(inputs, labels, training=True)
        nats = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)
        return ops.mean(nats)


def sample(model, count=24, length=40, temperature=0.8, label=0):
    """New texts as rows of characters by number: [count, length]."""
    tokens = ops.zeros((count, 1), dtype="int32")  # a newline begins a text
    for _ in range(length):
        shown = tokens[:, -64:]
        labels = ops.full_like(shown, label)
        logits = model(shown, labels)
        logits = logits[:, -1] / temperature  # [count, V]
        token = keras.random.categorical(logits, 1)
        tokens = ops.concatenate([tokens, token], 1)
    return tokens[:, 1:]


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import Reader, sample

RATE = 0.005  # of learning


def schedule(step):
    """The share of the learning rate at a step: it rises in a straight line to the full rate."""
    return min((step + 1) / 100, 1)


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
        weight_decay=0.1,  # times the learning rate
        global_clipnorm=1,
    )


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    inputs, targets, labels, _ = batches(step)
    loss = model.objective(inputs, targets, labels)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.learning_rate = RATE * schedule(step)
    optimizer.apply(gradients, model.trainable_variables)
    return {"loss": loss.detach()}, None


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

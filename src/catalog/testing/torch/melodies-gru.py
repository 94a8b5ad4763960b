# model.py
"""A GRU (Cho et al. 2014) that predicts the next character of a text from those before it."""

import torch
import torch.nn.functional as F
from torch import nn

VOCABULARY = 27  # characters by number; 0 is the newline that begins and ends a text
LABELS = 5
UNITS = 128


def initialize(module):
    """Glorot's weights, orthogonal ones from state to state, and biases of zero."""
    if isinstance(module, nn.Embedding) or getattr(module, "bias", True) is None:
        return
    for name, weight in module.named_parameters(recurse=False):
        if "bias" in name:
            nn.init.zeros_(weight)
        else:
            (nn.init.orthogonal_ if "weight_hh" in name else nn.init.xavier_uniform_)(weight)


class Reader(nn.Module):
    """Reads characters and predicts each next one; its state goes on where a text is cut."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, 32)
        self.label = nn.Embedding(LABELS, 16)
        widths = [32 + 16]
        self.recurrent = nn.ModuleList(nn.GRU(inputs, UNITS, batch_first=True) for inputs in widths)
        self.readout = nn.Linear(UNITS, VOCABULARY)
        self.apply(initialize)

    def forward(self, tokens, labels, state=None):
        """tokens, labels [B, T] → logits of the next characters [B, T, V], and the state after them."""
        x = self.embedding(tokens)  # [B, T, E]
        x = torch.cat([x, self.label(labels)], -1)
        after = []
        for layer, before in zip(self.recurrent, state or [None] * len(self.recurrent)):
            x, last = layer(x, before)  # [B, T, H]
            after.append(last.detach())
            x = x * F.dropout(torch.ones_like(x[:, :1]), 0.1, self.training)  # the same units for a whole text
        return self.readout(x), after

    def loss(self, inputs, targets, labels, state=None):
        """Mean cross-entropy of the next characters in nats, and the state after them."""
        logits, state = self(inputs, labels, state=state)
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten()), state


@torch.no_grad()
def sample(model, count=12, length=120, temperature=0.8, label=0):
    """New texts as rows of characters by number: [count, length]."""
    model.eval()
    device = next(model.parameters()).device
    tokens = torch.zeros(count, 1, dtype=torch.long, device=device)  # a newline begins a text
    shown, state = tokens, None
    for _ in range(length):
        labels = torch.full_like(shown, label)
        logits, state = model(shown, labels, state=state)
        logits = logits[:, -1] / temperature  # [count, V]
        shown = torch.multinomial(logits.softmax(-1), 1)
        tokens = torch.cat([tokens, shown], 1)
    return tokens[:, 1:]


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch
from torch import nn

from model import Reader, sample


def configure(model):
    """The optimizer of all that trains."""
    return torch.optim.Adam(model.parameters(), lr=0.003, betas=(0.9, 0.999), eps=1e-8)


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses, and the state in which the next batch goes on."""
    model.train()
    inputs, targets, labels, fresh = batches(step)
    loss, state = model.loss(inputs, targets, labels, state=None if fresh else state)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    return {"loss": loss.detach()}, state


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = Reader()
    optimizer, state = configure(model), None
    for step in range(1000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))

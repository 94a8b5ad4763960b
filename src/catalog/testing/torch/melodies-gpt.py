# model.py
"""A transformer that writes texts character by character (Vaswani et al. 2017; Radford et al. 2019)."""

import torch
import torch.nn.functional as F
from torch import nn

VOCABULARY = 27  # characters by number; 0 is the newline that begins and ends a text
LABELS = 5
WIDTH = 64


def rotate(x):
    """Turns pairs of channels by angles that grow with the place (Su et al. 2021). x [B, heads, T, D]."""
    T, half = x.shape[2], x.shape[3] // 2
    frequencies = 100.0 ** (-torch.arange(half, device=x.device) / half)
    angles = torch.arange(T, device=x.device)[:, None] * frequencies  # [T, D / 2]
    cos, sin = angles.cos().repeat(1, 2), angles.sin().repeat(1, 2)
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin


class Block(nn.Module):
    """Self-attention and a perceptron, each added to what came in."""

    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.merge = nn.Linear(WIDTH, WIDTH)
        self.widen = nn.Linear(WIDTH, 256)
        self.narrow = nn.Linear(256, WIDTH)

    def attend(self, x):
        B, T, C = x.shape
        q, k, v = self.mix(x).view(B, T, 3, 4, -1).permute(2, 0, 3, 1, 4)  # [B, heads, T, D]
        q, k = rotate(q), rotate(k)
        x = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.merge(x.transpose(1, 2).reshape(B, T, C))

    def perceptron(self, x):
        return self.narrow(F.gelu(self.widen(x), approximate="tanh"))

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        return x + self.perceptron(self.norm2(x))


class Reader(nn.Module):
    """Scores every character by those that it sees."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.label = nn.Embedding(LABELS, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(2))
        self.norm = nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))
        for name, weight in self.named_parameters():  # as GPT-2
            if weight.dim() > 1:
                added = "merge" in name or "narrow" in name
                nn.init.normal_(weight, std=0.02 / (4**0.5 if added else 1))
            elif name.endswith("bias"):
                nn.init.zeros_(weight)

    def forward(self, tokens, labels):
        """tokens, labels [B, T] → logits [B, T, V]."""
        x = self.embedding(tokens)  # [B, T, C]
        x = x + self.label(labels)
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return F.linear(x, self.embedding.weight[:VOCABULARY], self.bias)

    def loss(self, inputs, targets, labels):
        """Mean cross-entropy of the next characters in nats."""
        logits = self(inputs, labels)
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten())


@torch.no_grad()
def sample(model, count=12, length=120, temperature=0.8, label=0):
    """New texts as rows of characters by number: [count, length]."""
    model.eval()
    device = next(model.parameters()).device
    tokens = torch.zeros(count, 1, dtype=torch.long, device=device)  # a newline begins a text
    for _ in range(length):
        shown = tokens[:, -128:]
        labels = torch.full_like(shown, label)
        logits = model(shown, labels)
        logits = logits[:, -1] / temperature  # [count, V]
        token = torch.multinomial(logits.softmax(-1), 1)
        tokens = torch.cat([tokens, token], 1)
    return tokens[:, 1:]


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch
from torch import nn

from model import Reader, sample


def schedule(step):
    """The share of the learning rate at a step: it rises in a straight line to the full rate."""
    return min((step + 1) / 100, 1)


def configure(model):
    """The optimizer of all that trains."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.005, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)
    for group in optimizer.param_groups:
        group["initial_lr"] = group["lr"]
    return optimizer


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    model.train()
    inputs, targets, labels, _ = batches(step)
    loss = model.loss(inputs, targets, labels)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1)
    for group in optimizer.param_groups:
        group["lr"] = group["initial_lr"] * schedule(step)
    optimizer.step()
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = Reader()
    optimizer, state = configure(model), None
    for step in range(1500):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))

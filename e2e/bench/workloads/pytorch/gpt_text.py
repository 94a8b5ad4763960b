import math

import torch
from torch import nn
from torch.nn import functional as F

from measure import learner, measure

BATCH, TIME, VOCABULARY, LAYERS, HEADS, WIDTH, HIDDEN = 32, 64, 64, 4, 4, 128, 512
AHEAD = torch.full((TIME, TIME), -torch.inf).triu(1)


def causal_attention(q, k, v):
    """[B, heads, T, D] each. PyTorch has it as one function since 2.0."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # [B, heads, T, T]
    return torch.softmax(scores + AHEAD, -1) @ v


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)])
        self.mix, self.merge = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)

    def forward(self, x):
        heads = self.mix(self.norms[0](x)).view(BATCH, TIME, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = causal_attention(*heads)  # [B, heads, T, D]
        x = x + self.merge(attended.transpose(1, 2).reshape(BATCH, TIME, WIDTH))
        return x + self.narrow(F.gelu(self.widen(self.norms[1](x)), approximate="tanh"))


text = torch.randint(VOCABULARY, (BATCH, TIME + 1))
table, places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(TIME, WIDTH)
stack = nn.Sequential(*[Block() for _ in range(LAYERS)], nn.LayerNorm(WIDTH), nn.Linear(WIDTH, VOCABULARY))
learn = learner([*table.parameters(), *places.parameters(), *stack.parameters()], 1e-3)


def step():
    logits = stack(table(text[:, :-1]) + places.weight)
    learn(F.cross_entropy(logits.reshape(-1, VOCABULARY), text[:, 1:].reshape(-1)))


measure(step)

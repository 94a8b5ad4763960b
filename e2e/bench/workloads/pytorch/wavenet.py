import torch
from torch import nn
from torch.nn import functional as F

from measure import learner, measure

BATCH, TIME, CLASSES, LAYERS, CHANNELS = 8, 1024, 64, 10, 32


class Layer(nn.Module):
    def __init__(self, dilation, last):
        super().__init__()
        self.dilation = dilation
        self.gate = nn.Conv1d(CHANNELS, 2 * CHANNELS, 2, dilation=dilation)
        self.stay = None if last else nn.Conv1d(CHANNELS, CHANNELS, 1)
        self.skip = nn.Conv1d(CHANNELS, CHANNELS, 1)

    def forward(self, x):
        values, gates = self.gate(F.pad(x, (self.dilation, 0))).chunk(2, 1)
        passed = torch.tanh(values) * torch.sigmoid(gates)
        return x if self.stay is None else x + self.stay(passed), self.skip(passed)


sound = torch.randint(CLASSES, (BATCH, TIME + 1))
table = nn.Embedding(CLASSES, CHANNELS)
stack = nn.ModuleList([Layer(2**i, i == LAYERS - 1) for i in range(LAYERS)])
ending = nn.Sequential(nn.ReLU(), nn.Conv1d(CHANNELS, CHANNELS, 1), nn.ReLU(), nn.Conv1d(CHANNELS, CLASSES, 1))
learn = learner([*table.parameters(), *stack.parameters(), *ending.parameters()], 1e-3)


def step():
    x, total = table(sound[:, :-1]).transpose(1, 2), 0  # [B, C, T]
    for layer in stack:
        x, skip = layer(x)
        total = total + skip
    learn(F.cross_entropy(ending(total), sound[:, 1:]))


measure(step)

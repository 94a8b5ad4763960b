"""One-hot → recurrent layer → readout → cross-entropy."""
import torch
from torch import nn
from torch.nn import functional as F

from measure import learner, measure, one_hot_text


def train(cell):
    x, labels = one_hot_text(32, 64, 64)
    recurrent, readout = cell(64, 128, batch_first=True), nn.Linear(128, 64)
    learn = learner([*recurrent.parameters(), *readout.parameters()], 2e-3)
    measure(lambda: learn(F.cross_entropy(readout(recurrent(x)[0]).reshape(-1, 64), labels)))

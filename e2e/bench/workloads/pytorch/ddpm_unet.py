import torch
from torch import nn
from torch.nn import functional as F

from measure import learner, measure

WIDTH, TIMES = 32, 128


class Residual(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.before, self.after = nn.GroupNorm(8, inputs), nn.GroupNorm(8, outputs)
        self.first, self.second = nn.Conv2d(inputs, outputs, 3, 1, 1), nn.Conv2d(outputs, outputs, 3, 1, 1)
        self.shift = nn.Linear(TIMES, outputs)
        self.straight = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)

    def forward(self, x, time):
        shifted = self.first(F.silu(self.before(x))) + self.shift(time)[:, :, None, None]
        return self.straight(x) + self.second(F.silu(self.after(shifted)))


class UNet(nn.Module):
    def __init__(self, W=WIDTH):
        super().__init__()
        self.clock = nn.Sequential(nn.Linear(W, TIMES), nn.SiLU(), nn.Linear(TIMES, TIMES), nn.SiLU())
        self.enter, self.high = nn.Conv2d(1, W, 3, 1, 1), Residual(W, W)
        self.halve, self.middle = nn.Conv2d(W, W, 3, 2, 1), Residual(W, 2 * W)
        self.quarter, self.low = nn.Conv2d(2 * W, 2 * W, 3, 2, 1), Residual(2 * W, 2 * W)
        self.rise, self.middle_up = nn.Conv2d(2 * W, 2 * W, 3, 1, 1), Residual(4 * W, 2 * W)
        self.surface, self.high_up = nn.Conv2d(2 * W, W, 3, 1, 1), Residual(2 * W, W)
        self.ending, self.leave = nn.GroupNorm(8, W), nn.Conv2d(W, 1, 3, 1, 1)

    def forward(self, x, waves):
        time = self.clock(waves)
        a = self.high(self.enter(x), time)  # [B, W, 28, 28]
        b = self.middle(self.halve(a), time)  # [B, 2W, 14, 14]
        c = self.low(self.quarter(b), time)  # [B, 2W, 7, 7]
        d = self.middle_up(torch.cat([self.rise(F.interpolate(c, scale_factor=2)), b], 1), time)
        e = self.high_up(torch.cat([self.surface(F.interpolate(d, scale_factor=2)), a], 1), time)
        return self.leave(F.silu(self.ending(e)))


clean = torch.rand(32, 1, 28, 28)
network = UNet()
learn = learner(network.parameters(), 1e-3)
frequencies = 10_000 ** -torch.linspace(0, 1, WIDTH // 2)


def step():
    times = torch.rand(32)
    angles = 1000 * times[:, None] * frequencies
    waves = torch.cat([angles.sin(), angles.cos()], 1)
    turn = (times * torch.pi / 2)[:, None, None, None]
    noise = torch.randn_like(clean)
    learn(F.mse_loss(network(clean * turn.cos() + noise * turn.sin(), waves), noise))


measure(step)

from torch import nn

from recurrent import train

train(nn.GRU)

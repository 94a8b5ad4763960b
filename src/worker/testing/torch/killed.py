"""The train.py of the folder that it is run in, whose process of rank 1 kills itself once, before a step:
killed.py STEP ARGUMENTS…"""

import os
import signal
import sys
from pathlib import Path

import torch.nn.functional as F

sys.path.insert(0, os.getcwd())
from harness import attention

if not hasattr(F, "scaled_dot_product_attention"):
    F.scaled_dot_product_attention = attention

import train

KILLED, LAST = Path("killed"), int(sys.argv.pop(1))
own = train.train_step


def train_step(model, optimizer, step, batches, state=None):
    if step == LAST and os.environ["RANK"] == "1" and not KILLED.exists():
        KILLED.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return own(model, optimizer, step, batches, state)


train.train_step = train_step
train.main()

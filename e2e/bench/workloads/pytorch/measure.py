"""
Times a training step: `python3 NAME.py [steps] [device]` prints the median milliseconds of processor time, and by the clock,
over so many steps and at least half a second of them.
On the processor it is one thread. Processor time adds up all threads, so the libraries below PyTorch have to be kept to one
thread as well: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1. On a GPU (`cuda`, `mps`) steps are queued, and waited for in blocks.
"""
import statistics
import sys
import time

import torch

steps = int(sys.argv[1]) if len(sys.argv) > 1 else 15
device = sys.argv[2] if len(sys.argv) > 2 else "cpu"

torch.manual_seed(1)
torch.set_num_threads(1)
if device != "cpu":
    torch.set_default_device(device)

# Of steps that are waited for together.
BLOCK = 1 if device == "cpu" else 20
LEAST_SECONDS = 0.5


def wait():
    if device != "cpu":
        getattr(torch, device).synchronize()


def measure(step):
    """Calls `step()` (loss, backward and Adam) a few times to warm up, then as often and as long as is told above."""
    for _ in range(3 * BLOCK):
        step()
    times = []
    begun = time.perf_counter()
    while len(times) < steps or time.perf_counter() - begun < LEAST_SECONDS:
        wait()
        start = time.process_time(), time.perf_counter()
        for _ in range(BLOCK):
            step()
        wait()
        times.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    processor, clock = (1000 * statistics.median(each) / BLOCK for each in zip(*times))
    print(f"{processor:.3f} {clock:.3f}")


def learner(parameters, rate):
    """A function that takes one step of Adam on a loss."""
    adam = torch.optim.Adam(parameters, rate)

    def learn(loss):
        adam.zero_grad()
        loss.backward()
        adam.step()

    return learn


def one_hot_text(batch, length, vocabulary):
    """What is read as one-hot rows [batch, length, vocabulary], and the character after each [batch * length]."""
    text = torch.randint(vocabulary, (batch, length + 1))
    return torch.nn.functional.one_hot(text[:, :-1], vocabulary).float(), text[:, 1:].reshape(-1)

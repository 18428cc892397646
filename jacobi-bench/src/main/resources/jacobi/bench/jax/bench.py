"""The process around a program in JAX: answers the lines 'run K' and 'result FILE', as bench.h does in C."""

import sys
import time

import jax
import numpy as np


def noise(seed, *shape):
    """Numbers in [-1, 1) without visible order (Steele, Lea and Flood 2014), alike in every system."""
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        z = (np.uint64(seed << 32) + np.arange(1, count + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1).reshape(shape)


def ramp(count, end):
    """Numbers in even steps from 0."""
    return np.arange(count) * (end / (count - 1))


def sample(leaf):
    """Few enough numbers to compare: all of few; of many the first, every one in an odd number, and the last."""
    x = np.asarray(leaf).astype(np.float64).ravel()
    if x.size <= 4096:
        return x
    return np.append(x[:: (x.size // 4096) | 1], x[-1])


def seconds(call, count):
    start = time.perf_counter()
    for _ in range(count):
        last = call()
    jax.block_until_ready(last)
    return (time.perf_counter() - start) / count


def serve(program):
    """Serves program(variant, sizes...), which gives a call without arguments, or that and another for results."""
    jax.jit(jax.grad(lambda x: jax.numpy.sin(x) * x))(1.0).block_until_ready()
    call = program(sys.argv[1], *map(int, sys.argv[2:]))
    call, result = call if isinstance(call, tuple) else (call, call)
    print("ready", flush=True)
    for line in sys.stdin:
        request, _, argument = line.rstrip("\n").partition(" ")
        if request == "run":
            print(seconds(call, int(argument)), flush=True)
        elif request == "result":
            numbers = np.concatenate([sample(leaf) for leaf in jax.tree.leaves(result())])
            numbers.astype("<f8").tofile(argument)
            print(numbers.size, flush=True)
        else:
            sys.exit("no such request: " + request)

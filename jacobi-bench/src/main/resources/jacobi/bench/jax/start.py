"""Starts: of a whole process that prints a gradient; or first calls in a process that has compiled others, each run of a function
that was never there before."""

import sys

import jax
import jax.numpy as jnp
import numpy as np


def cold(variant):
    gradient = jax.grad(lambda x: jnp.sin(x) * x + x**2)
    return float((jax.jit(gradient) if variant == "JIT_GRAD" else gradient)(2.0))


def plus(c):
    return jax.jit(lambda x: x + c)(jnp.asarray(1.0))


def unrolled(c):
    def steps(x, y):
        for _ in range(400):
            x = x + c * jnp.sin(x) * y
        return x

    return jax.jit(jax.grad(steps))(jnp.asarray(0.5), jnp.asarray(1.5))


def program(variant):
    first_call = plus if variant == "PLUS" else unrolled
    c = 0.01

    def call():
        nonlocal c
        c = float(np.nextafter(c, 1))
        return first_call(c)

    return call, lambda: first_call(0.01)


if sys.argv[1] in ("GRAD", "JIT_GRAD"):
    print(cold(sys.argv[1]))
else:
    import bench

    bench.serve(program)

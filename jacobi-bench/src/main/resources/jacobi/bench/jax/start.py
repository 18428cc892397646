"""First calls in a process that has compiled others; each run is of a function that was never there before."""

import bench
import jax
import jax.numpy as jnp
import numpy as np


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


bench.serve(program)

"""A process that prints a gradient and ends."""

import sys

import jax
import jax.numpy as jnp

gradient = jax.grad(lambda x: jnp.sin(x) * x + x**2)
print(float((jax.jit(gradient) if sys.argv[1] == "JIT_GRAD" else gradient)(2.0)))

import bench
import jax
import jax.numpy as jnp


def vector(seed):
    return jnp.asarray(bench.noise(30 + seed, 4))


def gradient(x):
    return jnp.tanh(jnp.sin(x) * x + jnp.exp(x))


def program(variant):
    if variant == "SCALAR":
        f, x = jax.jit(lambda x: x + 1.0), jnp.asarray(1.0)
        return lambda: f(x)
    if variant == "ARRAYS":
        f, arrays = jax.jit(lambda x, y, z: x * y + z), [vector(i) for i in range(3)]
        return lambda: f(*arrays)
    if variant == "RECORD":
        f, many = jax.jit(lambda many: [2.0 * x for x in many]), [vector(i) for i in range(200)]
        return lambda: f(many)
    if variant == "EAGER":
        x, y = vector(0), vector(1)
        return lambda: x + y
    g, x = jax.grad(gradient), jnp.asarray(0.5)
    return lambda: g(x)


bench.serve(program)

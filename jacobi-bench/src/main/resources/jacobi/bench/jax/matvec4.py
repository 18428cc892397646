import bench
import jax
import jax.numpy as jnp


def program(_, trips):
    @jax.jit
    def iterate(a, v):
        return jax.lax.while_loop(lambda s: s[0] < trips, lambda s: (s[0] + 1, jnp.sin(a @ s[1])), (0, v))[1]

    a, v = jnp.asarray(3 * bench.noise(3, 4, 4)), jnp.asarray(bench.noise(4, 4))
    return lambda: iterate(a, v)


bench.serve(program)

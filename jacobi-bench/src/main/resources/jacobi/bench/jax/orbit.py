import bench
import jax
import jax.numpy as jnp

STEP = 1e-3
PLACES = jnp.array([[0.97000436, -0.24308753], [-0.97000436, 0.24308753], [0, 0]])
SPEEDS = jnp.array([[0.466203685, 0.43236573], [0.466203685, 0.43236573], [-0.93240737, -0.86473146]])


def rate(state):
    q, v = state
    apart = q[None] - q[:, None]
    square = jnp.sum(apart**2, axis=2) + jnp.eye(3)
    return v, jnp.sum(apart * square[:, :, None] ** -1.5, axis=1)


def move(state, change, time):
    return jax.tree.map(lambda x, k: x + time * k, state, change)


def step(_, state):
    k1 = rate(state)
    k2 = rate(move(state, k1, STEP / 2))
    k3 = rate(move(state, k2, STEP / 2))
    k4 = rate(move(state, k3, STEP))
    return jax.tree.map(lambda x, a, b, c, d: x + STEP / 6 * (a + 2 * b + 2 * c + d), state, k1, k2, k3, k4)


def program(variant, steps):
    def after(state):
        return jax.lax.fori_loop(0, steps, step, state)

    call = jax.jit(after if variant == "STATE" else jax.grad(lambda state: after(state)[0][0, 0]))
    return lambda: call((PLACES, SPEEDS))


bench.serve(program)

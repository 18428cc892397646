from functools import partial

import bench
import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.stats import norm

GROSS_RETURN, DISCOUNT, RISK_AVERSION, TOLERANCE = 1.01, 0.98, 2.0, 1e-5
PERSISTENCE, DEVIATION = 0.9, 0.1


def worth(wealth, income, chances, kept, tomorrow):
    """What it is worth to keep some wealth: for one wealth, one income, one choice."""
    consumption = wealth * GROSS_RETURN + income - kept
    utility = consumption ** (1 - RISK_AVERSION) / (1 - RISK_AVERSION)
    return jnp.where(consumption > 0, utility + DISCOUNT * jnp.dot(tomorrow, chances), -jnp.inf)


choices = jax.vmap(worth, (None, None, None, 0, 0))
incomes = jax.vmap(choices, (None, 0, 0, None, None))
worths = jax.vmap(incomes, (0, None, None, None, None))


@jax.jit
def solve(wealth, income, chances):
    def sweep(state):
        values, _, count = state
        better = jnp.max(worths(wealth, income, chances, wealth, values), axis=2)
        return better, jnp.max(jnp.abs(better - values)), count + 1

    start = jnp.zeros((wealth.size, income.size)), jnp.inf, 0
    values, _, count = jax.lax.while_loop(lambda state: state[1] > TOLERANCE, sweep, start)
    return values, count


def tauchen(count):
    end = 3 * DEVIATION / np.sqrt(1 - PERSISTENCE**2)
    states = np.linspace(-end, end, count)
    edges = np.concatenate([[-np.inf], states[:-1] + end / (count - 1), [np.inf]])
    below = norm.cdf((edges - PERSISTENCE * states[:, None]) / DEVIATION)
    return jnp.exp(states), jnp.diff(below, axis=1)


def program(_, levels, incomes):
    return partial(solve, 0.01 + jnp.asarray(bench.ramp(levels, 5 - 0.01)), *tauchen(incomes))


bench.serve(program)

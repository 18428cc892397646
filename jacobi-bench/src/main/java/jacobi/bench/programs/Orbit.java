package jacobi.bench.programs;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import java.util.Arrays;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Loop;
import jacobi.core.Array;
import jacobi.lax.Lax;

/**
 * Three bodies of mass 1 in the plane, on the orbit in the shape of an eight, by {@code n} steps of the classical Runge–Kutta
 * method; and the gradient of a final coordinate with respect to the initial state.
 * @see "Chenciner and Montgomery (2000), A remarkable periodic solution of the three-body problem in the case of equal masses,
 * Annals of Mathematics 152, 881–901"
 */
public enum Orbit implements Entry {
    STATE, GRADIENT;

    private static final double STEP = 1e-3;
    private static final double[] PLACES = {0.97000436, -0.24308753, -0.97000436, 0.24308753, 0, 0};
    private static final double[] SPEEDS = {0.466203685, 0.43236573, 0.466203685, 0.43236573, -0.93240737, -0.86473146};

    /** Places and velocities, {@code f64[3,2]} each; also their rates of change. */
    record Bodies(Array q, Array v) {
        Bodies plus(Bodies rate, double time) {
            return new Bodies(q.plus(rate.q.times(time)), v.plus(rate.v.times(time)));
        }

        /** Velocities, and the pull of all on each. A body's distance to itself is taken for 1; it does not pull itself. */
        Bodies rate() {
            Array apart = q.expandDims(0).minus(q.expandDims(1));
            Array square = apart.square().sum(2).plus(Array.eye(3));
            return new Bodies(v, apart.times(square.pow(-1.5).expandDims(2)).sum(1));
        }

        Bodies next() {
            Bodies k1 = rate(), k2 = plus(k1, STEP / 2).rate(), k3 = plus(k2, STEP / 2).rate(), k4 = plus(k3, STEP).rate();
            return plus(k1, STEP / 6).plus(k2, STEP / 3).plus(k3, STEP / 3).plus(k4, STEP / 6);
        }
    }

    static Bodies after(Bodies start, long steps) {
        return Lax.foriLoop(0, steps, (_, bodies) -> bodies.next(), start);
    }

    @Override public Contender jacobi(long... n) {
        var start = new Bodies(Array.of(PLACES).reshape(3, 2), Array.of(SPEEDS).reshape(3, 2));
        var f = jit(this == STATE ? (Bodies b) -> after(b, n[0]) : grad((Bodies b) -> after(b, n[0]).q.get(0, 0)));
        return new Calls(() -> f.apply(start));
    }

    /** Plain Java for the orbit alone; an adjoint by hand is left to C. */
    @Override public Contender java(long... n) {
        double[] state = new double[12];
        return new Loop(() -> {
            System.arraycopy(PLACES, 0, state, 0, 6);
            System.arraycopy(SPEEDS, 0, state, 6, 6);
            var stepper = new Stepper();
            for (long t = 0; t < n[0]; t++) stepper.step(state);
        }, () -> new double[][] {Arrays.copyOf(state, 6), Arrays.copyOfRange(state, 6, 12)});
    }

    private static final class Stepper {
        private final double[] k = new double[12];
        private final double[] at = new double[12];
        private final double[] sum = new double[12];

        void step(double[] x) {
            System.arraycopy(x, 0, at, 0, 12);
            System.arraycopy(x, 0, sum, 0, 12);
            stage(x, STEP / 6, STEP / 2);
            stage(x, STEP / 3, STEP / 2);
            stage(x, STEP / 3, STEP);
            stage(x, STEP / 6, 0);
            System.arraycopy(sum, 0, x, 0, 12);
        }

        private void stage(double[] x, double weight, double time) {
            rate();
            for (int i = 0; i < 12; i++) sum[i] += weight * k[i];
            for (int i = 0; i < 12; i++) at[i] = x[i] + time * k[i];
        }

        private void rate() {
            System.arraycopy(at, 6, k, 0, 6);
            Arrays.fill(k, 6, 12, 0);
            pull(0, 1);
            pull(0, 2);
            pull(1, 2);
        }

        private void pull(int i, int j) {
            double dx = at[2 * j] - at[2 * i], dy = at[2 * j + 1] - at[2 * i + 1];
            double square = dx * dx + dy * dy;
            double strength = 1 / (square * Math.sqrt(square));
            k[6 + 2 * i] += strength * dx;
            k[7 + 2 * i] += strength * dy;
            k[6 + 2 * j] -= strength * dx;
            k[7 + 2 * j] -= strength * dy;
        }
    }
}

package jacobi;

import jacobi.core.Program;

/**
 * Compiled functions: what {@link Jacobi#jit} returns. Each is the function it was made from, and can show the program that was
 * recorded.
 * Safe to call from any number of threads at once.
 *
 * <p><b>Donation.</b> Calls of {@code jit(step).donating(0)} give their first argument away: results are written over its arrays
 * where that can be done, as a training step writes new weights over the old ones, and after the call the arrays are closed. What
 * somebody else holds, such as a view, or what is given twice, is copied and not written over. Where a call fails, the arrays may
 * be lost. While a function is recorded or transformed nothing is given away.
 */
@SuppressWarnings("unchecked")
public final class Jitted {
    private Jitted() {}

    /** A compiled function of 1 argument. */
    public static final class Of1<A, R> implements F1<A, R> {
        private final Jit jit;
        private final Leaves.Function f;

        Of1(F1<A, R> f) {
            this.jit = Jit.of(f);
            this.f = x -> f.apply((A) x[0]);
        }

        private Of1(Jit jit, Leaves.Function f) {
            this.jit = jit;
            this.f = f;
        }

        @Override public R apply(A a) { return (R) jit.call(f, a); }
        /** The program recorded for arguments like these. */
        public Program program(A a) { return jit.program(f, a); }
        /**
         * The same function, to which calls donate arguments.
         * @param arguments their positions, from 0 on
         * @throws jacobi.core.IndexError if there is no such argument
         */
        public Of1<A, R> donating(int... arguments) { return new Of1<>(jit.donating(1, arguments), f); }
    }

    /** A compiled function of 2 arguments. */
    public static final class Of2<A, B, R> implements F2<A, B, R> {
        private final Jit jit;
        private final Leaves.Function f;

        Of2(F2<A, B, R> f) {
            this.jit = Jit.of(f);
            this.f = x -> f.apply((A) x[0], (B) x[1]);
        }

        private Of2(Jit jit, Leaves.Function f) {
            this.jit = jit;
            this.f = f;
        }

        @Override public R apply(A a, B b) { return (R) jit.call(f, a, b); }
        /** The program recorded for arguments like these. */
        public Program program(A a, B b) { return jit.program(f, a, b); }
        /** As {@link Of1#donating}. */
        public Of2<A, B, R> donating(int... arguments) { return new Of2<>(jit.donating(2, arguments), f); }
    }

    /** A compiled function of 3 arguments. */
    public static final class Of3<A, B, C, R> implements F3<A, B, C, R> {
        private final Jit jit;
        private final Leaves.Function f;

        Of3(F3<A, B, C, R> f) {
            this.jit = Jit.of(f);
            this.f = x -> f.apply((A) x[0], (B) x[1], (C) x[2]);
        }

        private Of3(Jit jit, Leaves.Function f) {
            this.jit = jit;
            this.f = f;
        }

        @Override public R apply(A a, B b, C c) { return (R) jit.call(f, a, b, c); }
        /** The program recorded for arguments like these. */
        public Program program(A a, B b, C c) { return jit.program(f, a, b, c); }
        /** As {@link Of1#donating}. */
        public Of3<A, B, C, R> donating(int... arguments) { return new Of3<>(jit.donating(3, arguments), f); }
    }

    /** A compiled function of 4 arguments. */
    public static final class Of4<A, B, C, D, R> implements F4<A, B, C, D, R> {
        private final Jit jit;
        private final Leaves.Function f;

        Of4(F4<A, B, C, D, R> f) {
            this.jit = Jit.of(f);
            this.f = x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
        }

        private Of4(Jit jit, Leaves.Function f) {
            this.jit = jit;
            this.f = f;
        }

        @Override public R apply(A a, B b, C c, D d) { return (R) jit.call(f, a, b, c, d); }
        /** The program recorded for arguments like these. */
        public Program program(A a, B b, C c, D d) { return jit.program(f, a, b, c, d); }
        /** As {@link Of1#donating}. */
        public Of4<A, B, C, D, R> donating(int... arguments) { return new Of4<>(jit.donating(4, arguments), f); }
    }

    /** A compiled function of 5 arguments. */
    public static final class Of5<A, B, C, D, E, R> implements F5<A, B, C, D, E, R> {
        private final Jit jit;
        private final Leaves.Function f;

        Of5(F5<A, B, C, D, E, R> f) {
            this.jit = Jit.of(f);
            this.f = x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]);
        }

        private Of5(Jit jit, Leaves.Function f) {
            this.jit = jit;
            this.f = f;
        }

        @Override public R apply(A a, B b, C c, D d, E e) { return (R) jit.call(f, a, b, c, d, e); }
        /** The program recorded for arguments like these. */
        public Program program(A a, B b, C c, D d, E e) { return jit.program(f, a, b, c, d, e); }
        /** As {@link Of1#donating}. */
        public Of5<A, B, C, D, E, R> donating(int... arguments) { return new Of5<>(jit.donating(5, arguments), f); }
    }
}

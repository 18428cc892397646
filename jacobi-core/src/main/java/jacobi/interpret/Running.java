package jacobi.interpret;

import jacobi.core.DType;
import jacobi.lax.Monoid;

/** The combination of the elements so far by a monoid; products of floats are kept in f64. */
sealed interface Running {
    void add(Element x);

    Element result();

    static Running of(Monoid monoid, DType t) {
        return monoid == Monoid.SUM ? new OfSum(new Sum(t)) : new OfOperation(monoid, t);
    }

    record OfSum(Sum sum) implements Running {
        @Override public void add(Element x) { sum.add(x); }

        @Override public Element result() { return sum.result(); }
    }

    final class OfOperation implements Running {
        private final Monoid monoid;
        private final DType wide;
        private Element value;

        OfOperation(Monoid monoid, DType t) {
            this.monoid = monoid;
            wide = t.isFloat() ? DType.F64 : t.isComplex() ? DType.C128 : t;
            value = Conversions.constant(monoid.neutral(t));
        }

        @Override public void add(Element x) { value = Pointwise.of(monoid.operation(), wide, value, x); }

        @Override public Element result() { return value; }
    }
}

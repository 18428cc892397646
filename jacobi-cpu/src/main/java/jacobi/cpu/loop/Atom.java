package jacobi.cpu.loop;

/** What an {@link Ix} is a sum of multiples of. */
public sealed interface Atom permits Index, Atom.Div, Atom.Mod, Atom.Of {
    /** The least value. */
    long low();

    /** The greatest value. */
    long high();

    /** The quotient, rounded down. @param by at least 2 */
    record Div(Ix of, long by) implements Atom {
        @Override public long low() { return Math.floorDiv(of.low(), by); }

        @Override public long high() { return Math.floorDiv(of.high(), by); }

        @Override public String toString() { return "(" + of + ")/" + by; }
    }

    /** The remainder, never negative. @param by at least 2 */
    record Mod(Ix of, long by) implements Atom {
        @Override public long low() { return 0; }

        @Override public long high() { return by - 1; }

        @Override public String toString() { return "(" + of + ")%" + by; }
    }

    /** A number of the program used as an index, of which it is known to lie in a range. */
    record Of(Expr value, long low, long high) implements Atom {
        @Override public boolean equals(Object o) {
            return o instanceof Of a && value == a.value && low == a.low && high == a.high;
        }

        @Override public int hashCode() { return value.hashCode(); }

        @Override public String toString() { return "[" + value + "]"; }
    }
}

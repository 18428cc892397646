package jacobi.eager;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jacobi.lax.Binary;
import jacobi.lax.Compare;
import jacobi.lax.Monoid;
import jacobi.lax.Unary;

/** Kernels of pred: bytes 0 and 1. */
final class PredStrips extends Strips<byte[]> {
    @Override byte[] make(int n) { return new byte[n]; }
    @Override void load(MemorySegment s, long at, byte[] a, int n) { MemorySegment.copy(s, JAVA_BYTE, at, a, 0, n); }
    @Override void store(byte[] a, MemorySegment s, long at, int n) { MemorySegment.copy(a, 0, s, JAVA_BYTE, at, n); }
    @Override void spread(MemorySegment s, byte[] a, int n) { Arrays.fill(a, 0, n, s.get(JAVA_BYTE, 0)); }

    @Override boolean has(Unary f) { return f == Unary.NOT; }

    @Override boolean has(Binary f) {
        return switch (f) {
            case AND, MINIMUM, OR, MAXIMUM, XOR -> true;
            default -> false;
        };
    }

    @Override boolean has(Monoid m) {
        return switch (m) {
            case MIN, MAX, AND, OR -> true;
            case SUM, PRODUCT -> false;
        };
    }

    @Override void apply(Unary f, byte[] x, byte[] y, int n) { for (int i = 0; i < n; i++) y[i] = (byte) (x[i] ^ 1); }

    @Override void apply(Binary f, byte[] x, byte[] y, byte[] z, int n) {
        switch (f) {
            case AND, MINIMUM -> { for (int i = 0; i < n; i++) z[i] = (byte) (x[i] & y[i]); }
            case OR, MAXIMUM -> { for (int i = 0; i < n; i++) z[i] = (byte) (x[i] | y[i]); }
            case XOR -> { for (int i = 0; i < n; i++) z[i] = (byte) (x[i] ^ y[i]); }
            default -> throw new AssertionError(f);
        }
    }

    @Override void apply(Compare f, byte[] x, byte[] y, byte[] z, int n) {
        switch (f) {
            case EQ -> { for (int i = 0; i < n; i++) z[i] = x[i] == y[i] ? (byte) 1 : 0; }
            case NE -> { for (int i = 0; i < n; i++) z[i] = x[i] != y[i] ? (byte) 1 : 0; }
            case LT -> { for (int i = 0; i < n; i++) z[i] = x[i] < y[i] ? (byte) 1 : 0; }
            case LE -> { for (int i = 0; i < n; i++) z[i] = x[i] <= y[i] ? (byte) 1 : 0; }
            case GT -> { for (int i = 0; i < n; i++) z[i] = x[i] > y[i] ? (byte) 1 : 0; }
            case GE -> { for (int i = 0; i < n; i++) z[i] = x[i] >= y[i] ? (byte) 1 : 0; }
        }
    }

    @Override void select(byte[] p, byte[] x, byte[] y, byte[] z, int n) {
        for (int i = 0; i < n; i++) z[i] = p[i] != 0 ? x[i] : y[i];
    }

    @Override void reduce(Monoid m, byte[] x, int n, byte[] z, int at) {
        byte r = x[0];
        if (m == Monoid.AND || m == Monoid.MIN) for (int i = 1; i < n; i++) r &= x[i];
        else for (int i = 1; i < n; i++) r |= x[i];
        z[at] = r;
    }

    @Override void toDoubles(byte[] x, double[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
    @Override void toLongs(byte[] x, long[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i]; }
    @Override void fromDoubles(double[] x, byte[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i] != 0 ? (byte) 1 : 0; }
    @Override void fromLongs(long[] x, byte[] y, int n) { for (int i = 0; i < n; i++) y[i] = x[i] != 0 ? (byte) 1 : 0; }
}

package jacobi.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.regex.Pattern;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.interpret.Interpreter;
import jacobi.lax.Bitcast;
import jacobi.lax.Convert;
import jacobi.lax.Unary;

/** The checks by which the programs judge themselves. */
final class Checks {
    private Checks() {}

    /** @param slack what may differ beside the program's own tolerance, in units of rounding of the greatest element */
    static void check(String name, String text, double slack, DenseArray actual, DenseArray expected) {
        assertEquals(expected.type(), actual.type());
        boolean custom = !text.startsWith(" %");
        if (name.contains("expect_eq")) each(actual, expected, 0, (a, e, ulps) -> a == e || Double.isNaN(a) && Double.isNaN(e));
        else if (name.contains("expect_almost_eq")) {
            double tolerance = number(text, "tolerance", custom ? 1e-3 : 1e-4);
            each(actual, expected, slack, (a, e, ulps) -> a == e || Double.isNaN(a) && Double.isNaN(e)
                    || Math.abs(a - e) <= tolerance);
        } else if (name.contains("expect_close")) {
            double most = number(text, "max_ulp_difference", 3), least = number(text, "min_ulp_difference", 0);
            each(actual, expected, slack, (a, e, ulps) -> least <= ulps && ulps <= most);
        } else throw new MlirText.Unread(name);
    }

    private static double number(String text, String name, double otherwise) {
        var m = Pattern.compile(name + " = ([-+\\d.eE]+)").matcher(text);
        return m.find() ? Double.parseDouble(m.group(1)) : otherwise;
    }

    private interface Judge { boolean agrees(double actual, double expected, double ulps); }

    private static void each(DenseArray actual, DenseArray expected, double slack, Judge judge) {
        if (expected.dtype().isComplex()) {
            for (var part : new Unary[] {Unary.REAL, Unary.IMAG}) each(apply(part, actual), apply(part, expected), slack, judge);
            return;
        }
        double[] a = doubles(actual), e = doubles(expected);
        double allowed = slack * rounding(expected.dtype()) * Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max()
                .orElse(0);
        long[] bitsA = bits(actual), bitsE = bits(expected);
        for (int i = 0; i < e.length; i++) {
            double ulps = bitsA[i] == bitsE[i] ? 0 : Double.isNaN(a[i]) && Double.isNaN(e[i]) ? 0
                    : Double.isFinite(a[i]) && Double.isFinite(e[i]) ? distance(bitsA[i], bitsE[i]) : 0x1p64;
            boolean wrongWhole = !expected.dtype().isFloat() && bitsA[i] != bitsE[i];
            boolean near = allowed > 0 && Math.abs(a[i] - e[i]) <= allowed;
            if (wrongWhole || !near && !judge.agrees(a[i], e[i], ulps))
                fail("element %d: expected %s, but was %s, %s ulp away".formatted(i, e[i], a[i], ulps));
        }
    }

    /** Exact where it fits a long; else far more than any tolerance. */
    private static double distance(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? 0x1p63 : Math.abs((double) difference);
    }

    private static double rounding(DType t) {
        return switch (t) { case F16 -> 0x1p-11; case BF16 -> 0x1p-8; case F32 -> 0x1p-24; case F64 -> 0x1p-53; default -> 0; };
    }

    private static DenseArray apply(jacobi.core.Primitive p, DenseArray x) { return Interpreter.apply(p, x)[0]; }

    private static double[] doubles(DenseArray x) { return apply(new Convert(DType.F64), x).toDoubleArray(); }

    /** Floats as integers in their order, so that neighbours differ by 1 and both zeros are 0; others as they are. */
    private static long[] bits(DenseArray x) {
        if (!x.dtype().isFloat()) return apply(new Convert(DType.S64), x).toLongArray();
        var whole = switch (x.dtype().bits()) { case 16 -> DType.S16; case 32 -> DType.S32; default -> DType.S64; };
        var bits = apply(new Convert(DType.S64), apply(new Bitcast(whole), x)).toLongArray();
        long least = Long.MIN_VALUE >> 64 - x.dtype().bits();
        for (int i = 0; i < bits.length; i++) if (bits[i] < 0) bits[i] = least - bits[i];
        return bits;
    }
}

package jacobi.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The common form of floating-point numbers that are printed below one another: with an exponent if they are very large, very
 * small or of very different size; with as many digits as tell them apart, at most eight after the point; the points aligned.
 */
final class Column {
    private static final int PRECISION = 8;

    private final DType dtype;
    private final boolean sign;
    private final List<Double> numbers = new ArrayList<>();
    private double least = Double.POSITIVE_INFINITY, greatest;
    private boolean exponents;
    private int before, after, exponent, fraction = -1, special;

    /** @param sign whether positive numbers show their sign */
    Column(DType dtype, boolean sign) {
        this.dtype = dtype;
        this.sign = sign;
    }

    void add(double x) {
        numbers.add(x);
        if (!Double.isFinite(x) || x == 0) return;
        least = Math.min(least, Math.abs(x));
        greatest = Math.max(greatest, Math.abs(x));
    }

    /** The widths, worked out when the first number is printed. */
    private void measure() {
        exponents = greatest >= large() || greatest > 0 && (least < 1e-4 || greatest / least > 1000);
        fraction = 0;
        for (double x : numbers) {
            if (Double.isFinite(x)) measure(plain(x));
            else special = Math.max(special, special(x).length());
        }
        after = fraction + exponent;
        before = Math.max(before, special - after - 1);
        numbers.clear();
    }

    /** From here on not all digits before the point are known. */
    private double large() { return switch (dtype) { case F64 -> 1e8; case F32 -> 1e6; case F16 -> 1e3; default -> 1e2; }; }

    private void measure(String text) {
        int point = text.indexOf('.'), e = text.indexOf('e');
        before = Math.max(before, point);
        fraction = Math.max(fraction, (e < 0 ? text.length() : e) - point - 1);
        exponent = Math.max(exponent, e < 0 ? 0 : text.length() - e);
    }

    private String plain(double x) {
        return signed(x, exponents ? Digits.scientific(x, dtype, PRECISION, 0, 2) : Digits.positional(x, dtype, PRECISION));
    }
    private String special(double x) { return Double.isNaN(x) ? sign ? "+nan" : "nan" : signed(x, "inf"); }
    private String signed(double x, String magnitude) {
        return (Double.doubleToRawLongBits(x) < 0 ? "-" : sign ? "+" : "") + magnitude;
    }

    String text(double x) {
        if (fraction < 0) measure();
        if (!Double.isFinite(x)) return " ".repeat(before + after + 1 - special(x).length()) + special(x);
        var text = exponents ? signed(x, Digits.scientific(x, dtype, PRECISION, fraction, exponent - 2)) : plain(x);
        int point = text.indexOf('.');
        return " ".repeat(before - point) + text + " ".repeat(before + 1 + after - (before - point) - text.length());
    }
}

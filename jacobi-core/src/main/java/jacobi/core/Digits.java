package jacobi.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import jacobi.scalar.Total;

/**
 * Decimal digits of the magnitude of a floating-point number: the fewest that tell it from its neighbours in its dtype, or
 * correctly rounded to fewer.
 */
final class Digits {
    private Digits() {}

    /** As {@code 12.5}: a point always, at most {@code precision} digits after it, no zeros at the end. */
    static String positional(double x, DType dtype, int precision) {
        var digits = shortest(x, dtype);
        if (digits.scale() > precision) digits = exact(x).setScale(precision, RoundingMode.HALF_EVEN);
        return withPoint(trimmed(digits).toPlainString());
    }

    /**
     * As {@code 1.25e-07}: at most {@code precision} digits after the point, at least {@code least}; {@code places} or more in
     * the exponent.
     */
    static String scientific(double x, DType dtype, int precision, int least, int places) {
        var digits = shortest(x, dtype);
        int most = digits.precision() > precision + 1 ? precision + 1 : Math.max(least + 1, digits.precision());
        if (most != digits.precision()) digits = exact(x).round(new MathContext(most, RoundingMode.HALF_EVEN));
        digits = trimmed(digits);
        var figures = digits.unscaledValue().toString();
        int exponent = x == 0 ? 0 : figures.length() - 1 - digits.scale();
        var fraction = figures.substring(1);
        var zeros = "0".repeat(Math.max(0, least - fraction.length()));
        var power = Integer.toString(Math.abs(exponent));
        return figures.charAt(0) + "." + fraction + zeros + (exponent < 0 ? "e-"
                : "e+") + "0".repeat(Math.max(0, places - power.length())) + power;
    }

    /** A number by itself, all its digits, with its sign. */
    static String scalar(double x, DType dtype) {
        if (!Double.isFinite(x)) return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
        var sign = Double.doubleToRawLongBits(x) < 0 ? "-" : "";
        double size = Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) return sign + scientific(x, dtype, 20, 0, 2).replace(".e", "e");
        var text = positional(x, dtype, 400);
        return sign + (text.endsWith(".") ? text + "0" : text);
    }

    private static String withPoint(String text) { return text.contains(".") ? text : text + "."; }

    private static BigDecimal trimmed(BigDecimal x) { return x.signum() == 0 ? BigDecimal.ZERO : x.stripTrailingZeros(); }

    private static BigDecimal exact(double x) { return new BigDecimal(Math.abs(x)); }

    private static BigDecimal shortest(double x, DType dtype) {
        return switch (dtype) {
            case F64 -> new BigDecimal(Double.toString(Math.abs(x)));
            case F32 -> new BigDecimal(Float.toString(Math.abs((float) x)));
            default -> shortestNarrow(Math.abs(x), dtype);
        };
    }

    /** The first rounding that rounds back to the number. */
    private static BigDecimal shortestNarrow(double x, DType dtype) {
        for (int digits = 1;; digits++) {
            var rounded = exact(x).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (narrow(rounded.doubleValue(), dtype) == x) return rounded;
        }
    }

    private static double narrow(double x, DType dtype) {
        return dtype == DType.F16 ? Float.float16ToFloat(Total.doubleToF16(x)) : Total.bf16ToFloat(Total.doubleToBf16(x));
    }
}

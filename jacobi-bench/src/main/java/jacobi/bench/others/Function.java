package jacobi.bench.others;

import java.util.function.UnaryOperator;
import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Inputs;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;

/** One function of each element, for numbers between -2 and 2; f64, but for two. */
public enum Function implements Entry {
    TAN(Array::tan), ATAN2(x -> x.atan2(0.5)), ERF(Array::erf), EXPM1(Array::expm1), SINH(Array::sinh), CBRT(Array::cbrt),
    LOG1P(x -> x.abs().log1p()), POW(x -> x.abs().pow(1.7)), POW32(x -> x.abs().pow(1.7)), ERF32(Array::erf);

    private final UnaryOperator<Array> f;

    Function(UnaryOperator<Array> f) {
        this.f = f;
    }

    @Override public Contender jacobi(long... n) {
        Array x = Inputs.noise(1, Shape.of(n)).times(2);
        return Calls.of(f::apply, name().endsWith("32") ? x.convert(DType.F32) : x);
    }
}

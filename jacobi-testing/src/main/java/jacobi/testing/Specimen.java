package jacobi.testing;

import java.util.Arrays;
import jacobi.core.*;

/**
 * A primitive with operands to try it on. Floating-point operands are f64; {@link #in} gives the same in another dtype.
 * @param smooth whether the results are differentiable at the operands
 */
public record Specimen(String name, Primitive primitive, boolean smooth, Array... operands) {
    /** The specimen with its f64 operands converted to another floating-point dtype. */
    public Specimen in(DType dtype) {
        var converted = Arrays.stream(operands).map(x -> x.dtype() == DType.F64 ? x.convert(dtype) : x).toArray(Array[]::new);
        return new Specimen(name + " " + dtype, primitive, smooth, converted);
    }

    public ArrayType[] types() { return Arrays.stream(operands).map(Array::type).toArray(ArrayType[]::new); }

    @Override public String toString() { return name + " " + Arrays.toString(types()); }
}

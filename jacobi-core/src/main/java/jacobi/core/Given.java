package jacobi.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a primitive was given, for an error's second line. */
final class Given {
    private Given() {}

    static String describe(Primitive primitive, Array... operands) {
        var parameters = Parameters.print(primitive);
        return types(operands) + (parameters.isEmpty() ? "" : ", " + parameters);
    }

    static String types(Array... operands) {
        if (operands.length == 0) return "no operands";
        var types = Arrays.stream(operands).map(x -> x.type().toString()).collect(Collectors.joining(", "));
        return (operands.length == 1 ? "operand " : "operands ") + types;
    }
}

package jacobi.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a primitive was given, for an error's second line. */
final class Given {
    private Given() {}

    static String describe(Primitive primitive, Array... operands) {
        var types = Arrays.stream(operands).map(x -> x.type().toString()).collect(Collectors.joining(", "));
        var parameters = Parameters.print(primitive);
        var noun = operands.length == 1 ? "operand " : "operands ";
        return (operands.length == 0 ? "no operands" : noun + types) + (parameters.isEmpty() ? "" : ", " + parameters);
    }
}

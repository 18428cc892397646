package jacobi.cpu;

import jacobi.core.DType;

/**
 * The wrapping power of whole numbers, by repeated squaring; {@link jacobi.scalar.Total#pow} says what a negative exponent
 * gives.
 */
final class IntegerPower {
    private IntegerPower() {}

    static String text(String name, DType t) {
        var T = Lanes.scalar(t);
        var negative = t.isSigned() ? "icmp slt T %n, 0" : "icmp ne T %n, %n";
        return """
                define internal T NAME(T %a, T %n) #0 {
                entry:
                  %negative = NEGATIVE
                  br i1 %negative, label %below, label %test
                test:
                  %power = phi T [1, %entry], [%next, %loop]
                  %base = phi T [%a, %entry], [%square, %loop]
                  %rest = phi T [%n, %entry], [%half, %loop]
                  %done = icmp eq T %rest, 0
                  br i1 %done, label %exit, label %loop
                loop:
                  %odd = trunc T %rest to i1
                  %product = mul T %power, %base
                  %next = select i1 %odd, T %product, T %power
                  %square = mul T %base, %base
                  %half = lshr T %rest, 1
                  br label %test
                exit:
                  ret T %power
                below:
                  %one = icmp eq T %a, 1
                  %minus = icmp eq T %a, -1
                  %odd.n = trunc T %n to i1
                  %sign = select i1 %odd.n, T -1, T 1
                  %small = select i1 %minus, T %sign, T 0
                  %result = select i1 %one, T 1, T %small
                  ret T %result
                }
                """.replace("NEGATIVE", negative).replace("NAME", name).replaceAll("\\bT\\b", T);
    }
}

package jacobi.scalar;

import jacobi.scalar.ScalarProgram.Instruction;

/**
 * One loop for each operation and type, each in a method of its own so that HotSpot compiles and vectorises it by itself.
 * Meanings are those of {@link ScalarOp}.
 */
final class StripLoops {
    private StripLoops() {}

    /** Runs {@code it} over the first {@code n} values of its operands' strips. */
    static void run(Instruction it, Object a, Object b, Object c, Object r, int n) {
        switch (it.op().kind()) {
            case COMPARISON -> compare(it.op(), a, b, (boolean[]) r, n);
            case CHOICE -> select((boolean[]) a, b, c, r, n);
            case CAST -> {
                if (it.op() == ScalarOp.BITCAST) bitcast(a, r, n);
                else convert(a, r, n);
            }
            case LOAD -> gather(it.table(), a, r, n);
            default -> {
                switch (it.type()) {
                    case F64 -> run(it.op(), (double[]) a, (double[]) b, (double[]) c, (double[]) r, n);
                    case F32 -> run(it.op(), (float[]) a, (float[]) b, (float[]) c, (float[]) r, n);
                    case I64 -> run(it.op(), (long[]) a, (long[]) b, (long[]) r, n);
                    case I32 -> run(it.op(), (int[]) a, (int[]) b, (int[]) r, n);
                    case I1 -> run(it.op(), (boolean[]) a, (boolean[]) b, (boolean[]) r, n);
                }
            }
        }
    }

    private static void run(ScalarOp op, double[] a, double[] b, double[] c, double[] r, int n) {
        switch (op) {
            case ADD -> add(a, b, r, n);
            case SUB -> sub(a, b, r, n);
            case MUL -> mul(a, b, r, n);
            case DIV -> div(a, b, r, n);
            case FMA -> fma(a, b, c, r, n);
            case SQRT -> sqrt(a, r, n);
            case NEG -> neg(a, r, n);
            case ABS -> abs(a, r, n);
            case MIN -> min(a, b, r, n);
            case MAX -> max(a, b, r, n);
            case FLOOR -> floor(a, r, n);
            case RINT -> rint(a, r, n);
            case TRUNC -> trunc(a, r, n);
            case EXPONENT -> exponent(a, r, n);
            case SIGNIFICAND -> significand(a, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void add(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] + b[i];
    }

    private static void sub(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] - b[i];
    }

    private static void mul(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] * b[i];
    }

    private static void div(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] / b[i];
    }

    private static void fma(double[] a, double[] b, double[] c, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.fma(a[i], b[i], c[i]);
    }

    private static void sqrt(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.sqrt(a[i]);
    }

    private static void neg(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = -a[i];
    }

    private static void abs(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.abs(a[i]);
    }

    private static void min(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i] ? a[i] : b[i];
    }

    private static void max(double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] > b[i] ? a[i] : b[i];
    }

    private static void floor(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.floor(a[i]);
    }

    private static void rint(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.rint(a[i]);
    }

    private static void trunc(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < 0 ? Math.ceil(a[i]) : Math.floor(a[i]);
    }

    private static void exponent(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Significands.exponent(a[i]);
    }

    private static void significand(double[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Significands.significand(a[i]);
    }

    private static void run(ScalarOp op, float[] a, float[] b, float[] c, float[] r, int n) {
        switch (op) {
            case ADD -> add(a, b, r, n);
            case SUB -> sub(a, b, r, n);
            case MUL -> mul(a, b, r, n);
            case DIV -> div(a, b, r, n);
            case FMA -> fma(a, b, c, r, n);
            case SQRT -> sqrt(a, r, n);
            case NEG -> neg(a, r, n);
            case ABS -> abs(a, r, n);
            case MIN -> min(a, b, r, n);
            case MAX -> max(a, b, r, n);
            case FLOOR -> floor(a, r, n);
            case RINT -> rint(a, r, n);
            case TRUNC -> trunc(a, r, n);
            case EXPONENT -> exponent(a, r, n);
            case SIGNIFICAND -> significand(a, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void add(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] + b[i];
    }

    private static void sub(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] - b[i];
    }

    private static void mul(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] * b[i];
    }

    private static void div(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] / b[i];
    }

    private static void fma(float[] a, float[] b, float[] c, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.fma(a[i], b[i], c[i]);
    }

    private static void sqrt(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) Math.sqrt(a[i]);
    }

    private static void neg(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = -a[i];
    }

    private static void abs(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Math.abs(a[i]);
    }

    private static void min(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i] ? a[i] : b[i];
    }

    private static void max(float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] > b[i] ? a[i] : b[i];
    }

    private static void floor(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) Math.floor(a[i]);
    }

    private static void rint(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) Math.rint(a[i]);
    }

    private static void trunc(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) (a[i] < 0 ? Math.ceil(a[i]) : Math.floor(a[i]));
    }

    private static void exponent(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Significands.exponent(a[i]);
    }

    private static void significand(float[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Significands.significand(a[i]);
    }

    private static void run(ScalarOp op, long[] a, long[] b, long[] r, int n) {
        switch (op) {
            case ADD -> add(a, b, r, n);
            case SUB -> sub(a, b, r, n);
            case MUL -> mul(a, b, r, n);
            case AND -> and(a, b, r, n);
            case OR -> or(a, b, r, n);
            case XOR -> xor(a, b, r, n);
            case SHL -> shl(a, b, r, n);
            case LSHR -> lshr(a, b, r, n);
            case ASHR -> ashr(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void add(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] + b[i];
    }

    private static void sub(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] - b[i];
    }

    private static void mul(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] * b[i];
    }

    private static void and(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] & b[i];
    }

    private static void or(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] | b[i];
    }

    private static void xor(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] ^ b[i];
    }

    private static void shl(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] << b[i];
    }

    private static void lshr(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] >>> b[i];
    }

    private static void ashr(long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] >> b[i];
    }

    private static void run(ScalarOp op, int[] a, int[] b, int[] r, int n) {
        switch (op) {
            case ADD -> add(a, b, r, n);
            case SUB -> sub(a, b, r, n);
            case MUL -> mul(a, b, r, n);
            case AND -> and(a, b, r, n);
            case OR -> or(a, b, r, n);
            case XOR -> xor(a, b, r, n);
            case SHL -> shl(a, b, r, n);
            case LSHR -> lshr(a, b, r, n);
            case ASHR -> ashr(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void add(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] + b[i];
    }

    private static void sub(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] - b[i];
    }

    private static void mul(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] * b[i];
    }

    private static void and(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] & b[i];
    }

    private static void or(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] | b[i];
    }

    private static void xor(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] ^ b[i];
    }

    private static void shl(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] << b[i];
    }

    private static void lshr(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] >>> b[i];
    }

    private static void ashr(int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] >> b[i];
    }

    private static void run(ScalarOp op, boolean[] a, boolean[] b, boolean[] r, int n) {
        switch (op) {
            case AND -> and(a, b, r, n);
            case OR -> or(a, b, r, n);
            case XOR -> xor(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void and(boolean[] a, boolean[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] & b[i];
    }

    private static void or(boolean[] a, boolean[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] | b[i];
    }

    private static void xor(boolean[] a, boolean[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] ^ b[i];
    }

    private static void compare(ScalarOp op, Object a, Object b, boolean[] r, int n) {
        switch (a) {
            case double[] x -> compare(op, x, (double[]) b, r, n);
            case float[] x -> compare(op, x, (float[]) b, r, n);
            case long[] x -> compare(op, x, (long[]) b, r, n);
            case int[] x -> compare(op, x, (int[]) b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void compare(ScalarOp op, double[] a, double[] b, boolean[] r, int n) {
        switch (op) {
            case EQ -> eq(a, b, r, n);
            case NE -> ne(a, b, r, n);
            case LT -> lt(a, b, r, n);
            case LE -> le(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void eq(double[] a, double[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] == b[i];
    }

    private static void ne(double[] a, double[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] != b[i];
    }

    private static void lt(double[] a, double[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i];
    }

    private static void le(double[] a, double[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] <= b[i];
    }

    private static void compare(ScalarOp op, float[] a, float[] b, boolean[] r, int n) {
        switch (op) {
            case EQ -> eq(a, b, r, n);
            case NE -> ne(a, b, r, n);
            case LT -> lt(a, b, r, n);
            case LE -> le(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void eq(float[] a, float[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] == b[i];
    }

    private static void ne(float[] a, float[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] != b[i];
    }

    private static void lt(float[] a, float[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i];
    }

    private static void le(float[] a, float[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] <= b[i];
    }

    private static void compare(ScalarOp op, long[] a, long[] b, boolean[] r, int n) {
        switch (op) {
            case EQ -> eq(a, b, r, n);
            case NE -> ne(a, b, r, n);
            case LT -> lt(a, b, r, n);
            case LE -> le(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void eq(long[] a, long[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] == b[i];
    }

    private static void ne(long[] a, long[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] != b[i];
    }

    private static void lt(long[] a, long[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i];
    }

    private static void le(long[] a, long[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] <= b[i];
    }

    private static void compare(ScalarOp op, int[] a, int[] b, boolean[] r, int n) {
        switch (op) {
            case EQ -> eq(a, b, r, n);
            case NE -> ne(a, b, r, n);
            case LT -> lt(a, b, r, n);
            case LE -> le(a, b, r, n);
            default -> throw new AssertionError(op);
        }
    }

    private static void eq(int[] a, int[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] == b[i];
    }

    private static void ne(int[] a, int[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] != b[i];
    }

    private static void lt(int[] a, int[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] < b[i];
    }

    private static void le(int[] a, int[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i] <= b[i];
    }

    private static void select(boolean[] m, Object a, Object b, Object r, int n) {
        switch (r) {
            case double[] x -> select(m, (double[]) a, (double[]) b, x, n);
            case float[] x -> select(m, (float[]) a, (float[]) b, x, n);
            case long[] x -> select(m, (long[]) a, (long[]) b, x, n);
            case int[] x -> select(m, (int[]) a, (int[]) b, x, n);
            case boolean[] x -> select(m, (boolean[]) a, (boolean[]) b, x, n);
            default -> throw new AssertionError();
        }
    }

    private static void select(boolean[] m, double[] a, double[] b, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = m[i] ? a[i] : b[i];
    }

    private static void select(boolean[] m, float[] a, float[] b, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = m[i] ? a[i] : b[i];
    }

    private static void select(boolean[] m, long[] a, long[] b, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = m[i] ? a[i] : b[i];
    }

    private static void select(boolean[] m, int[] a, int[] b, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = m[i] ? a[i] : b[i];
    }

    private static void select(boolean[] m, boolean[] a, boolean[] b, boolean[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = m[i] ? a[i] : b[i];
    }

    private static void bitcast(Object a, Object r, int n) {
        switch (a) {
            case double[] x -> bits(x, (long[]) r, n);
            case float[] x -> bits(x, (int[]) r, n);
            case long[] x -> fromBits(x, (double[]) r, n);
            case int[] x -> fromBits(x, (float[]) r, n);
            default -> throw new AssertionError();
        }
    }

    private static void bits(double[] a, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Double.doubleToRawLongBits(a[i]);
    }

    private static void bits(float[] a, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Float.floatToRawIntBits(a[i]);
    }

    private static void fromBits(long[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Double.longBitsToDouble(a[i]);
    }

    private static void fromBits(int[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = Float.intBitsToFloat(a[i]);
    }

    private static void convert(Object a, Object r, int n) {
        switch (a) {
            case double[] x -> convert(x, r, n);
            case float[] x -> convert(x, r, n);
            case long[] x -> convert(x, r, n);
            case int[] x -> convert(x, r, n);
            default -> throw new AssertionError();
        }
    }

    private static void convert(double[] a, Object r, int n) {
        switch (r) {
            case float[] x -> convert(a, x, n);
            case long[] x -> convert(a, x, n);
            case int[] x -> convert(a, x, n);
            default -> throw new AssertionError();
        }
    }

    private static void convert(float[] a, Object r, int n) {
        switch (r) {
            case double[] x -> convert(a, x, n);
            case long[] x -> convert(a, x, n);
            case int[] x -> convert(a, x, n);
            default -> throw new AssertionError();
        }
    }

    private static void convert(long[] a, Object r, int n) {
        switch (r) {
            case double[] x -> convert(a, x, n);
            case float[] x -> convert(a, x, n);
            case int[] x -> convert(a, x, n);
            default -> throw new AssertionError();
        }
    }

    private static void convert(int[] a, Object r, int n) {
        switch (r) {
            case double[] x -> convert(a, x, n);
            case float[] x -> convert(a, x, n);
            case long[] x -> convert(a, x, n);
            default -> throw new AssertionError();
        }
    }

    private static void convert(double[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) a[i];
    }

    private static void convert(double[] a, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (long) a[i];
    }

    private static void convert(double[] a, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (int) a[i];
    }

    private static void convert(float[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i];
    }

    private static void convert(float[] a, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (long) a[i];
    }

    private static void convert(float[] a, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (int) a[i];
    }

    private static void convert(long[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i];
    }

    private static void convert(long[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) a[i];
    }

    private static void convert(long[] a, int[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (int) a[i];
    }

    private static void convert(int[] a, double[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i];
    }

    private static void convert(int[] a, float[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = (float) a[i];
    }

    private static void convert(int[] a, long[] r, int n) {
        for (int i = 0; i < n; i++) r[i] = a[i];
    }

    private static void gather(ScalarTable table, Object a, Object r, int n) {
        int mask = table.wraps() ? table.length() - 1 : -1;
        for (int i = 0; i < n; i++) {
            long bits = table.bits(mask & (a instanceof int[] x ? x[i] : (int) ((long[]) a)[i]));
            switch (r) {
                case double[] y -> y[i] = Double.longBitsToDouble(bits);
                case float[] y -> y[i] = Float.intBitsToFloat((int) bits);
                case long[] y -> y[i] = bits;
                default -> throw new AssertionError(table);
            }
        }
    }
}

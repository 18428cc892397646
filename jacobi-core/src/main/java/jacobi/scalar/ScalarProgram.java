package jacobi.scalar;

import java.util.List;
import java.util.Objects;

/**
 * A function of a few scalars to a few scalars, as straight-line code in SSA form: the one form in which vector math is
 * written. {@link ScalarEvaluator} runs it in Java; a backend compiles it, once for scalars and once for each vector width.
 *
 * <p>Value {@code i} is the result of instruction {@code i}; operands come before their uses. Equal instructions occur once,
 * none is dead but inputs. Programs are immutable and safe to share.
 *
 * @param name         for printing and for the names of compiled functions
 * @param inputs       the types of the inputs; instruction {@code k} is input {@code k}
 * @param instructions in order of evaluation
 * @param results      the values returned, by index
 */
public record ScalarProgram(String name, List<ScalarType> inputs, List<Instruction> instructions, List<Integer> results) {

    /** Copies the lists and checks them. */
    public ScalarProgram {
        inputs = List.copyOf(inputs);
        instructions = List.copyOf(instructions);
        results = List.copyOf(results);
        check(name, inputs, instructions, results);
    }

    /**
     * One operation.
     *
     * @param op    what is done
     * @param type  the type of its result; a comparison's is {@code I1}
     * @param a     first operand's index, or −1
     * @param b     second operand's index, or −1
     * @param c     third operand's index, or −1
     * @param bits  of a constant: its bits; of an input: its index; else 0
     * @param table of a gather; else null
     */
    public record Instruction(ScalarOp op, ScalarType type, int a, int b, int c, long bits, ScalarTable table) {
        @Override public boolean equals(Object o) {
            return o instanceof Instruction i && op == i.op && type == i.type && a == i.a && b == i.b && c == i.c
                    && bits == i.bits && Objects.equals(table, i.table);
        }

        @Override public int hashCode() {
            int hash = 31 * op.ordinal() + type.ordinal();
            return 31 * (31 * (31 * (31 * (31 * hash + a) + b) + c) + Long.hashCode(bits)) + Objects.hashCode(table);
        }

        /** Operand {@code i}'s index. */
        public int operand(int i) {
            return switch (i) {
                case 0 -> a;
                case 1 -> b;
                case 2 -> c;
                default -> throw new IndexOutOfBoundsException(i);
            };
        }

        /** Of a constant: its value as a double. */
        public double floating() {
            return type == ScalarType.F32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        }
    }

    /** The type of value {@code index}. */
    public ScalarType type(int index) {
        return instructions.get(index).type();
    }

    /** The types of the results. */
    public List<ScalarType> resultTypes() {
        return results.stream().map(this::type).toList();
    }

    /** Number of instructions that do something: neither inputs nor constants. */
    public int cost() {
        return (int) instructions.stream().filter(i -> i.op().kind() != ScalarOp.Kind.LEAF).count();
    }

    /**
     * Throws {@link IllegalStateException} if an instruction is not well formed: a bug of ours. Construction has done it
     * already.
     */
    public void check() {
        check(name, inputs, instructions, results);
    }

    private static void check(String name, List<ScalarType> inputs, List<Instruction> code, List<Integer> results) {
        for (int k = 0; k < inputs.size(); k++) {
            Instruction it = k < code.size() ? code.get(k) : null;
            boolean input = it != null && it.op() == ScalarOp.INPUT && it.bits() == k && it.type() == inputs.get(k);
            require(input, name, k, "input expected");
        }
        for (int i = 0; i < code.size(); i++) checkInstruction(name, i, code);
        require(!results.isEmpty(), name, code.size(), "no result");
        for (int r : results) require(r >= 0 && r < code.size(), name, code.size(), "result out of range");
    }

    private static void checkInstruction(String name, int at, List<Instruction> code) {
        Instruction it = code.get(at);
        for (int k = 0; k < 3; k++) {
            boolean used = k < it.op().arity();
            require(used ? it.operand(k) >= 0 && it.operand(k) < at : it.operand(k) == -1, name, at, "operand " + k);
        }
        require((it.op() == ScalarOp.GATHER) == (it.table() != null), name, at, "table");
        require(typesFit(it, code), name, at, "types");
    }

    private static boolean typesFit(Instruction it, List<Instruction> code) {
        ScalarType t = it.type();
        ScalarType a = it.a() < 0 ? null : code.get(it.a()).type();
        ScalarType b = it.b() < 0 ? null : code.get(it.b()).type();
        ScalarType c = it.c() < 0 ? null : code.get(it.c()).type();
        return switch (it.op().kind()) {
            case LEAF -> true;
            case ARITHMETIC -> t != ScalarType.I1 && a == t && b == t;
            case FLOATING -> t.isFloat() && a == t && (b == null || b == t) && (c == null || c == t);
            case COMPARISON -> t == ScalarType.I1 && a == b && a != ScalarType.I1;
            case CHOICE -> a == ScalarType.I1 && b == t && c == t;
            case BITWISE -> !t.isFloat() && a == t && b == t;
            case SHIFT -> t.isInteger() && a == t && b == t;
            case CAST -> it.op() == ScalarOp.BITCAST
                    ? t != a && t.width() == a.width()
                    : t != a && t != ScalarType.I1 && a != ScalarType.I1;
            case LOAD -> t == it.table().type() && a.isInteger();
        };
    }

    private static void require(boolean holds, String name, int at, String what) {
        if (!holds) throw new IllegalStateException("Jacobi bug: scalar program " + name + ", instruction " + at + ": " + what);
    }

    /** The program as text, an instruction a line: {@code %7:f64 = fma %3 %6 0x1.0p-1}. */
    @Override
    public String toString() {
        var out = new StringBuilder(name);
        for (int i = 0; i < instructions.size(); i++) {
            Instruction it = instructions.get(i);
            if (it.op() == ScalarOp.CONSTANT) continue;
            out.append("\n  %").append(i).append(':').append(it.type()).append(" = ").append(it.op());
            if (it.table() != null) out.append(' ').append(it.table());
            for (int k = 0; k < it.op().arity(); k++) out.append(' ').append(show(it.operand(k)));
        }
        out.append("\n  return");
        for (int r : results) out.append(' ').append(show(r));
        return out.append('\n').toString();
    }

    private String show(int index) {
        Instruction it = instructions.get(index);
        return it.op() == ScalarOp.CONSTANT ? it.type().show(it.bits()) : "%" + index;
    }
}

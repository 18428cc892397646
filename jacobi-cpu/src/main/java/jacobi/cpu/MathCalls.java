package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.core.JacobiError;
import jacobi.core.Primitive;
import jacobi.scalar.Portable;
import jacobi.scalar.ScalarFunction;
import jacobi.scalar.ScalarProgram;
import jacobi.scalar.ScalarProgram.Instruction;
import jacobi.scalar.ScalarTable;
import jacobi.scalar.ScalarType;

/**
 * Vector math, compiled from its scalar programs: in place, where a loop is hot, with the lanes that the fast program does not
 * serve reported; or as a call of a function of the module that serves all lanes.
 */
final class MathCalls {
    private final IrModule module;
    /** The instructions of AVX-512, or null on a processor without. */
    private final Avx512 wide;

    MathCalls(IrModule module) {
        this.module = module;
        this.wide = Avx512.isHere() ? new Avx512(module) : null;
    }

    /** The fast program in place. @return the value, then for a guarded function the mask of lanes that it does not serve */
    List<String> inline(Text text, ScalarFunction f, int lanes, String... x) { return inline(text, f.fast(), lanes, x); }

    /** A call that serves all lanes, of a function of one result. */
    String call(Text text, ScalarFunction f, int lanes, String... x) { return calls(text, f, lanes, x).getFirst(); }

    /** A call that serves all lanes; its results. */
    List<String> calls(Text text, ScalarFunction f, int lanes, String... x) {
        var name = "@math." + f.name() + ".x" + lanes;
        var type = results(f, lanes);
        module.declare(name, () -> whole(name, f, lanes));
        var operands = new ArrayList<String>();
        for (int i = 0; i < x.length; i++) operands.add(Lanes.type(Lanes.scalar(f.fast().inputs().get(i)), lanes) + " " + x[i]);
        var result = text.let("call fastcc " + type + " " + name + "(" + String.join(", ", operands) + ")");
        if (f.resultTypes().size() == 1) return List.of(result);
        return IntStream.range(0, f.resultTypes().size())
            .mapToObj(i -> text.let("extractvalue " + type + " " + result + ", " + i))
                .toList();
    }

    /** What a function returns: its result, or a struct of several. */
    private static String results(ScalarFunction f, int lanes) {
        var types = f.resultTypes().stream().map(t -> Lanes.type(Lanes.scalar(t), lanes)).toList();
        return types.size() == 1 ? types.getFirst() : "{ " + String.join(", ", types) + " }";
    }

    private static void ret(Text text, ScalarFunction f, int lanes, List<String> values) {
        var type = results(f, lanes);
        var result = values.getFirst();
        if (f.resultTypes().size() > 1) {
            result = "poison";
            for (int i = 0; i < f.resultTypes().size(); i++) {
                var t = Lanes.type(Lanes.scalar(f.resultTypes().get(i)), lanes);
                result = text.let("insertvalue " + type + " " + result + ", " + t + " " + values.get(i) + ", " + i);
            }
        }
        text.line("ret " + type + " " + result);
    }

    /** The function: the fast program, and where some lane needs it the slow one. */
    private String whole(String name, ScalarFunction f, int lanes) {
        var function = new IrFunction();
        var text = new Text(function, "entry");
        var inputs = f.fast().inputs();
        var names = IntStream.range(0, inputs.size()).mapToObj(i -> "%x" + i).toArray(String[]::new);
        var type = results(f, lanes);
        var fast = inline(text, f.fast(), lanes, names);
        if (f.guarded()) slowPath(text, f, lanes, fast, names);
        else ret(text, f, lanes, fast);
        var parameters = IntStream.range(0, names.length).mapToObj(i -> Lanes.type(Lanes.scalar(inputs.get(i)), lanes) + " "
                + names[i])
                .collect(Collectors.joining(", "));
        return "define internal fastcc " + type + " " + name + "(" + parameters + ") #1 {\nentry:\n" + text.code + "}";
    }

    private void slowPath(Text text, ScalarFunction f, int lanes, List<String> fast, String... x) {
        text.line("br i1 " + any(text, lanes, fast.getLast()) + ", label %slow, label %done, !prof !1");
        text.open("done");
        ret(text, f, lanes, fast);
        text.open("slow");
        var slow = inline(text, f.slow(), lanes, x);
        ret(text, f, lanes, IntStream.range(0, slow.size()).mapToObj(i -> {
            var type = Lanes.type(Lanes.scalar(f.resultTypes().get(i)), lanes);
            return text.let("select " + Lanes.type("i1", lanes) + " " + fast.getLast() + ", " + type + " " + slow.get(i) + ", "
                    + type + " " + fast.get(i));
        }).toList());
    }

    /** Whether a mask holds in some lane. */
    String any(Text text, int lanes, String mask) {
        if (lanes == 0) return mask;
        var name = "@llvm.vector.reduce.or.v" + lanes + "i1";
        module.declare(name, () -> "declare i1 " + name + "(<" + lanes + " x i1>)");
        return text.let("call i1 " + name + "(<" + lanes + " x i1> " + mask + ")");
    }

    private List<String> inline(Text text, ScalarProgram p, int lanes, String... x) {
        var names = new String[p.instructions().size()];
        for (int i = 0; i < names.length; i++) names[i] = instruction(text, p, p.instructions().get(i), lanes, names, x);
        return p.results().stream().map(r -> names[r]).toList();
    }

    private String instruction(Text text, ScalarProgram p, Instruction it, int lanes, String[] names, String[] x) {
        var a = it.a() < 0 ? null : names[it.a()];
        var b = it.b() < 0 ? null : names[it.b()];
        var c = it.c() < 0 ? null : names[it.c()];
        var t = Lanes.type(Lanes.scalar(it.type()), lanes);
        var from = it.a() < 0 ? null : p.type(it.a());
        boolean real = from != null && from.isFloat();
        var ft = from == null ? null : Lanes.type(Lanes.scalar(from), lanes);
        return switch (it.op()) {
            case INPUT -> x[(int) it.bits()];
            case CONSTANT -> constant(it, lanes);
            case ADD -> text.let((real ? "fadd " : "add ") + t + " " + a + ", " + b);
            case SUB -> text.let((real ? "fsub " : "sub ") + t + " " + a + ", " + b);
            case MUL -> text.let((real ? "fmul " : "mul ") + t + " " + a + ", " + b);
            case DIV -> text.let("fdiv " + t + " " + a + ", " + b);
            case FMA -> intrinsic(text, "fma", it.type(), lanes, a, b, c);
            case SQRT -> intrinsic(text, "sqrt", it.type(), lanes, a);
            case NEG -> text.let("fneg " + t + " " + a);
            case ABS -> intrinsic(text, "fabs", it.type(), lanes, a);
            case MIN -> pick(text, "fcmp olt ", t, lanes, a, b);
            case MAX -> pick(text, "fcmp ogt ", t, lanes, a, b);
            case FLOOR -> intrinsic(text, "floor", it.type(), lanes, a);
            case RINT -> intrinsic(text, "roundeven", it.type(), lanes, a);
            case TRUNC -> intrinsic(text, "trunc", it.type(), lanes, a);
            case EXPONENT, SIGNIFICAND -> wide != null && wide.serves(it.type(), lanes)
                    ? wide.instruction(text, it.op(), it.type(), lanes, a)
                    : inline(text, Portable.of(it.op(), it.type()), lanes, a).getFirst();
            case EQ -> text.let((real ? "fcmp oeq " : "icmp eq ") + ft + " " + a + ", " + b);
            case NE -> text.let((real ? "fcmp une " : "icmp ne ") + ft + " " + a + ", " + b);
            case LT -> text.let((real ? "fcmp olt " : "icmp slt ") + ft + " " + a + ", " + b);
            case LE -> text.let((real ? "fcmp ole " : "icmp sle ") + ft + " " + a + ", " + b);
            case SELECT -> text.let("select " + Lanes.type("i1", lanes) + " " + a + ", " + t + " " + b + ", " + t + " " + c);
            case AND -> text.let("and " + t + " " + a + ", " + b);
            case OR -> text.let("or " + t + " " + a + ", " + b);
            case XOR -> text.let("xor " + t + " " + a + ", " + b);
            case SHL -> text.let("shl " + t + " " + a + ", " + b);
            case LSHR -> text.let("lshr " + t + " " + a + ", " + b);
            case ASHR -> text.let("ashr " + t + " " + a + ", " + b);
            case BITCAST -> text.let("bitcast " + ft + " " + a + " to " + t);
            case CONVERT -> convert(text, from, it.type(), ft, t, a);
            case GATHER -> gather(text, it.table(), from, lanes, a);
        };
    }

    private static String constant(Instruction it, int lanes) {
        var T = Lanes.scalar(it.type());
        return Lanes.splat(T, it.type().isFloat() ? Lanes.floating(it.floating()) : it.type() == ScalarType.I1 ? it.bits() == 0
                ? "false" : "true"
                : it.type() == ScalarType.I32 ? Integer.toString((int) it.bits()) : Long.toString(it.bits()), lanes);
    }

    private static String pick(Text text, String compare, String t, int lanes, String a, String b) {
        var wins = text.let(compare + t + " " + a + ", " + b);
        return text.let("select " + Lanes.type("i1", lanes) + " " + wins + ", " + t + " " + a + ", " + t + " " + b);
    }

    private String intrinsic(Text text, String name, ScalarType type, int lanes, String... x) {
        var full = "@llvm." + name + "." + Lanes.suffix(Lanes.scalar(type), lanes);
        var t = Lanes.type(Lanes.scalar(type), lanes);
        module.declare(full, () -> "declare " + t + " " + full + "(" + String.join(", ", java.util.Collections.nCopies(x.length,
                t)) + ")");
        return text.let("call " + t + " " + full + "(" + java.util.Arrays.stream(x).map(v -> t + " " + v)
                .collect(Collectors.joining(", ")) + ")");
    }

    private static String convert(Text text, ScalarType from, ScalarType to, String ft, String t, String a) {
        String name;
        if (from.isFloat() && to.isFloat()) name = from.width() < to.width() ? "fpext" : "fptrunc";
        else if (from.isFloat()) {
            var safe = text.let("freeze " + ft + " " + a);
            return text.let("freeze " + t + " " + text.let("fptosi " + ft + " " + safe + " to " + t));
        } else if (to.isFloat()) name = "sitofp";
        else name = from.width() < to.width() ? "sext" : "trunc";
        return text.let(name + " " + ft + " " + a + " to " + t);
    }

    private String gather(Text text, ScalarTable table, ScalarType index, int lanes, String at) {
        var T = Lanes.scalar(table.type());
        if (wide != null && wide.holds(table, lanes)) return wide.permuted(text, table, lanes, at);
        if (table.wraps()) at = text.let("and " + Lanes.type(Lanes.scalar(index), lanes) + " " + at + ", "
                + Lanes.splat(Lanes.scalar(index), Integer.toString(table.length() - 1), lanes));
        var name = "@table." + table.name();
        module.declare(name, () -> name + " = private unnamed_addr constant [" + table.length() + " x " + T + "] ["
                + IntStream.range(0, table.length()).mapToObj(i -> T + " " + entry(table, i)).collect(Collectors.joining(", "))
                        + "], align 64");
        var I = Lanes.type(Lanes.scalar(index), lanes);
        var pointers = text.let("getelementptr " + T + ", ptr " + name + ", " + I + " " + at);
        if (lanes == 0) return text.let("load " + T + ", ptr " + pointers + ", !invariant.load !0");
        var gather = "@llvm.masked.gather.v" + lanes + Lanes.suffix(T, 0) + ".v" + lanes + "p0";
        var types = "<" + lanes + " x ptr>, i32, <" + lanes + " x i1>, <" + lanes + " x " + T + ">";
        module.declare(gather, () -> "declare <" + lanes + " x " + T + "> " + gather + "(" + types + ")");
        return text.let("call <" + lanes + " x " + T + "> " + gather + "(<" + lanes + " x ptr> " + pointers + ", i32 "
                + table.type().width() / 8
                + ", <" + lanes + " x i1> splat (i1 true), <" + lanes + " x " + T + "> zeroinitializer)");
    }

    static String entry(ScalarTable table, int i) {
        return switch (table.type()) {
            case F64 -> "0x%016X".formatted(table.bits(i));
            case F32 -> Lanes.floating(Float.intBitsToFloat((int) table.bits(i)));
            default -> Long.toString(table.bits(i));
        };
    }

    /** The function of vector math behind a primitive. */
    static ScalarFunction function(Primitive f, DType t) {
        if (t != DType.F32 && t != DType.F64) throw JacobiError.bug("%s of %s is not vector math", f.mnemonic(), t);
        return VectorFunctions.of(f, t == DType.F32 ? ScalarType.F32 : ScalarType.F64);
    }
}

package jacobi.core;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The check that a program is well formed, run after each pass in tests. */
final class WellFormed {
    private WellFormed() {}

    static void check(Program program) {
        Set<Var> defined = new HashSet<>();
        for (var v : program.inputs()) define(v, defined);
        for (var e : program.equations()) {
            for (var a : e.operands()) use(a, defined, e.primitive().mnemonic());
            checkTypes(e);
            for (var v : e.results()) define(v, defined);
        }
        for (var a : program.results()) use(a, defined, "return");
    }

    private static void define(Var v, Set<Var> defined) {
        if (!defined.add(v)) throw JacobiError.bug("a value of type %s is defined twice", v.type());
    }

    private static void use(Atom a, Set<Var> defined, String where) {
        if (a instanceof Var && !defined.contains(a)) throw JacobiError.bug("%s uses a value of type %s before it is defined",
                where, a.type());
    }

    private static void checkTypes(Equation e) {
        var inferred = e.primitive().infer(e.operandTypes());
        var declared = e.results().stream().map(Var::type).toArray(ArrayType[]::new);
        if (!Arrays.equals(inferred, declared))
            throw JacobiError.bug("%s gives %s, not %s", e.primitive().mnemonic(), Arrays.toString(inferred),
                    Arrays.toString(declared));
    }
}

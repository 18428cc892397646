package jacobi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jacobi.lax.Constant;

/**
 * The trace that writes a {@link Program}: everything bound on the thread while it is open becomes an equation.
 * An array that comes from outside, with numbers or a tracer of an outer trace, becomes an extra input after the declared ones.
 */
public final class Recording extends Trace {
    /**
     * A finished recording.
     * @param captures the arrays from outside; the program's last inputs stand for them
     */
    public record Recorded(Program program, List<Array> captures) {
        /** The arguments with the captures after them. */
        public Array[] with(Array... arguments) {
            return Stream.concat(Arrays.stream(arguments), captures.stream()).toArray(Array[]::new);
        }
    }

    private static final class Staged extends Tracer {
        final Atom atom;

        Staged(Recording recording, Atom atom) {
            super(recording, atom.type());
            this.atom = atom;
        }
    }

    private final boolean frames;
    private final List<Var> inputs = new ArrayList<>();
    private final Map<Array, Var> captures = new IdentityHashMap<>();
    private final List<Array> captured = new ArrayList<>();
    private final List<Equation> equations = new ArrayList<>();

    private Recording(boolean frames) {
        super(true);
        this.frames = frames;
    }

    /** Runs the body once on tracers of the given types, and returns what it did. */
    public static Recorded of(ArrayType[] types, UnaryOperator<Array[]> body) { return of(types, true, body); }

    /** As above. @param frames whether equations keep the user's line; costs about a microsecond each */
    public static Recorded of(ArrayType[] types, boolean frames, UnaryOperator<Array[]> body) {
        try (var recording = new Recording(frames)) {
            var results = body.apply(Arrays.stream(types).map(recording::input).toArray(Array[]::new));
            return recording.finish(results);
        } catch (StackOverflowError endless) {
            throw endless(endless);
        }
    }

    private static TraceError endless(StackOverflowError e) {
        var error = new TraceError("a function calls itself too deeply while it is recorded");
        error.expected("a recursion that ends, whatever numbers the arrays hold").given("one that filled the thread's stack")
                .mend("let a number that is no Array end it, or loop with Lax.whileLoop or Lax.scan").at(Frame.user(e))
                .because(e);
        return error;
    }

    private Array input(ArrayType type) {
        var v = new Var(type);
        inputs.add(v);
        return new Staged(this, v);
    }

    private Recorded finish(Array[] results) {
        var atoms = Arrays.stream(results).map(this::atom).toList();
        captured.forEach(a -> inputs.add(captures.get(a)));
        return new Recorded(new Program(inputs, equations, atoms), List.copyOf(captured));
    }

    @Override protected Array[] process(Primitive primitive, Array[] operands) {
        if (primitive instanceof Constant c) return new Array[] {new Staged(this, new Literal(c))};
        if (primitive instanceof jacobi.lax.Call call && call.inlined()) return call.program().apply(operands);
        var atoms = new ArrayList<Atom>(operands.length);
        var types = new ArrayType[operands.length];
        for (int i = 0; i < operands.length; i++) {
            atoms.add(atom(operands[i]));
            types[i] = operands[i].type();
        }
        var inferred = primitive.infer(types);
        var results = new Var[inferred.length];
        var staged = new Array[inferred.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = new Var(inferred[i]);
            staged[i] = new Staged(this, results[i]);
        }
        equations.add(new Equation(primitive, atoms, List.of(results), frames ? Frame.caller() : null));
        return staged;
    }

    private Atom atom(Array a) {
        if (a instanceof Staged s && s.trace() == this) return s.atom;
        if (a instanceof Tracer t) t.trace().checkUsable();
        return captures.computeIfAbsent(a, _ -> {
            captured.add(a);
            return new Var(a.type());
        });
    }

    /** The number that an array stands for, if a recording wrote it in place; else null. */
    public static Constant literal(Array a) { return a instanceof Staged s && s.atom instanceof Literal l ? l.constant() : null; }

    @Override protected Array inner(Tracer tracer) {
        throw new TraceError("the numbers of a traced array are not known")
                .expected("an array with numbers").given("%s inside jit, or in the body of a loop or branch", tracer.type())
                .at(Frame.user())
                .mend("choose with Lax.cond or where, loop with Lax.whileLoop or Lax.scan, or ask outside jit");
    }
}

package jacobi;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.Call;
import jacobi.tree.Structure;
import jacobi.tree.Tree;

/**
 * The recorded forms of one function, by the structure, dtypes and shapes of its arguments. Called with arrays that have
 * numbers it runs native code; called while something is recorded or transformed it becomes part of that.
 */
final class Jit {
    private record Key(Structure arguments, List<ArrayType> types) {
        @Override public boolean equals(Object o) {
            return o instanceof Key k && arguments.equals(k.arguments) && types.equals(k.types);
        }
        @Override public int hashCode() { return 31 * arguments.hashCode() + types.hashCode(); }
    }

    /** One recorded form. */
    private static final class Form {
        final Structure arguments;
        final ArrayType[] types;
        final Program program;
        final Array[] captures;
        final Structure result;
        /** Whether it captured numbers only, and may be used again. */
        final boolean reusable;
        /** The inputs that are donated, in order. */
        private final int[] donated;
        private volatile Backend.Executable executable;

        Form(Tree.Flat arguments, Recording.Recorded recorded, Structure result, int[] donated) {
            this.arguments = arguments.structure();
            this.types = types(arguments.leaves());
            this.program = recorded.program();
            this.captures = recorded.captures().toArray(Array[]::new);
            this.result = result;
            this.reusable = recorded.captures().stream().allMatch(DenseArray.class::isInstance);
            this.donated = donated;
        }

        /** The arrays of arguments of this form, the captures after them; null if the arguments are of another form. */
        Array[] inputs(Object[] given) {
            var inputs = new Array[types.length + captures.length];
            if (!arguments.flatten(given, inputs, 0)) return null;
            for (int i = 0; i < types.length; i++) if (!is(types[i], inputs[i].type())) return null;
            System.arraycopy(captures, 0, inputs, types.length, captures.length);
            return inputs;
        }

        /** Types are mostly the same object: results of one call are arguments of the next. */
        private static boolean is(ArrayType wanted, ArrayType given) { return wanted == given || wanted.equals(given); }

        Backend.Executable executable() {
            if (executable == null) executable = compile();
            return executable;
        }

        private Backend.Executable compile() {
            var isDonated = new boolean[program.inputs().size()];
            for (int i : donated) isDonated[i] = true;
            return Backends.compile(program, isDonated);
        }

        Array[] run(DenseArray[] x) {
            var results = executable().run(x);
            for (int i : donated) give(x[i], results);
            return results;
        }

        /** Closes a donated array, unless it is what it gave. */
        private static void give(DenseArray x, DenseArray[] results) {
            for (var y : results) if (y.buffer() == x.buffer()) return;
            x.close();
        }
    }

    /** Forms are kept as long as the function is: a second {@code jit} of one function finds them. */
    private static final Map<Object, Jit> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Key, Form> forms = new ConcurrentHashMap<>();
    /** The same function with some arguments donated, by their positions. */
    private final Map<BitSet, Jit> donating = new ConcurrentHashMap<>();
    private final BitSet donated;
    /** The form of the latest call: most functions have one. */
    private volatile Form latest;

    private Jit(BitSet donated) { this.donated = donated; }

    static Jit of(Object function) {
        Absent.function(function, "jit");
        Backends.prepare();
        return ALL.computeIfAbsent(function, _ -> new Jit(new BitSet()));
    }

    /** The same function, to which arguments at some of its positions are donated besides those that are. */
    Jit donating(int arity, int... positions) {
        var all = (BitSet) donated.clone();
        for (int p : Absent.refused(positions, "donating", "positions of arguments")) {
            if (p < 0 || p >= arity) throw new IndexError("a donated argument is not there")
                    .expected("positions from 0 to %d", arity - 1)
                    .given("%d", p).mend("count the arguments from 0").at(Frame.user());
            all.set(p);
        }
        return all.equals(donated) ? this : donating.computeIfAbsent(all, Jit::new);
    }

    Object call(Leaves.Function f, Object... arguments) {
        var form = latest;
        var inputs = form == null ? null : form.inputs(arguments);
        if (inputs == null) {
            form = form(f, arguments);
            inputs = form.inputs(arguments);
        }
        return form.result.unflatten(run(form, inputs));
    }

    private static Array[] run(Form form, Array[] inputs) {
        if (Trace.isStaging()) return call(form, inputs);
        var dense = new DenseArray[inputs.length];
        for (int i = 0; i < dense.length; i++) {
            if (!(inputs[i] instanceof DenseArray d)) return call(form, inputs);
            dense[i] = d;
        }
        return form.run(dense);
    }

    private static Array[] call(Form form, Array[] inputs) { return new Call("jit", form.program, true).bindAll(inputs); }

    Program program(Leaves.Function f, Object... arguments) { return form(f, arguments).program; }

    private Form form(Leaves.Function f, Object... arguments) {
        var flat = Tree.flatten(arguments);
        var key = new Key(flat.structure(), List.of(types(flat.leaves())));
        var form = forms.get(key);
        if (form != null) return latest = form;
        var made = record(f, flat, donated(arguments));
        if (!made.reusable) return made;
        var raced = forms.putIfAbsent(key, made);
        return latest = raced != null ? raced : made;
    }

    /** The arrays of the donated arguments, by their numbers among those of all. */
    private int[] donated(Object[] arguments) {
        if (donated.isEmpty()) return new int[0];
        var arrays = IntStream.builder();
        for (int i = 0, at = 0; i < arguments.length; i++) {
            int end = at + Tree.flatten(arguments[i]).structure().leafCount();
            if (donated.get(i)) IntStream.range(at, end).forEach(arrays);
            at = end;
        }
        return arrays.build().toArray();
    }

    private static Form record(Leaves.Function f, Tree.Flat flat, int[] donated) {
        var leaves = new Leaves(f, flat.structure());
        var recorded = Recording.of(types(flat.leaves()), leaves::apply);
        return new Form(flat, recorded, leaves.resultStructure(), donated);
    }

    private static ArrayType[] types(Array[] leaves) { return Arrays.stream(leaves).map(Array::type).toArray(ArrayType[]::new); }
}

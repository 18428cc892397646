package jacobi.lax;

import static jacobi.lax.Structured.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.transform.*;

/**
 * Runs one of several programs, by an index: operand 0, s32[]; an index outside takes the last branch. The other operands go to
 * the branch; all branches have the same inputs and results. StableHLO case.
 */
public record Case(List<Program> branches) implements Primitive {
    public Case { branches = List.copyOf(branches); }

    @Override public String mnemonic() { return "case"; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x[0].rank() != 0 || x[0].dtype() != DType.S32) throw fault().expected("an index s32[]")
                .mend("convert it to s32");
        int n = branches.getFirst().inputs().size();
        if (x.length - 1 != n) throw JacobiError.bug("case of %d inputs was given %d operands", n, x.length - 1);
        return branches.getFirst().resultTypes();
    }

    private int resultCount() { return branches.getFirst().results().size(); }

    /** The flags that transformed results have in any branch; then all branches are made to have them. */
    private boolean[] joined(Function<Program, boolean[]> flags) {
        var joined = new boolean[resultCount()];
        for (var b : branches) Active.join(joined, flags.apply(b), joined.length);
        return joined;
    }

    private Case each(Function<Program, Program> f) { return new Case(branches.stream().map(f).toList()); }

    @Override public Dual jvp(Array[] x, Array[] dx) {
        int n = resultCount();
        var active = Active.of(part(dx, 1, dx.length));
        var demanded = joined(b -> Jvp.program(b, active, new boolean[n]).active());
        var y = each(b -> Jvp.program(b, active, demanded).program())
                .bindAll(Active.concat(x, Active.select(part(dx, 1, dx.length), active)));
        return new Dual(part(y, 0, n), Active.spread(part(y, n, y.length), demanded));
    }

    /** Each branch computes its own residuals, and zeros in the places of the others'. */
    @Override public Dual linearize(Array[] x, Array[] dx) {
        int n = resultCount();
        var active = Active.of(part(dx, 1, dx.length));
        var demanded = joined(b -> Linearize.split(b, active, new boolean[n], 0).active());
        if (!Active.any(demanded)) return new Dual(bindAll(x), new Array[n]);
        var splits = branches.stream().map(b -> Linearize.split(b, active, demanded, 0)).toList();
        var residualTypes = splits.stream().map(s -> part(s.known().resultTypes(), n, s.known().results().size())).toList();
        var all = Active.concat(new ArrayType[0], residualTypes.toArray(ArrayType[][]::new));
        var known = new Case(IntStream.range(0, splits.size())
                .mapToObj(i -> knownBranch(splits.get(i).known(), residualTypes, i)).toList()).bindAll(x);
        var operands = part(x, 1, x.length);
        var linear = new Case(IntStream.range(0, splits.size())
                .mapToObj(i -> linearBranch(splits.get(i), active, residualTypes, i)).toList());
        var dy = linear.bindAll(Active.concat(new Array[] {x[0]}, Active.select(part(dx, 1, dx.length), active), operands,
                part(known, n, n + all.length)));
        return new Dual(part(known, 0, n), Active.spread(dy, demanded));
    }

    private Program knownBranch(Program known, List<ArrayType[]> residuals, int branch) {
        int n = resultCount();
        return Recording.of(known.inputTypes(), false, in -> {
            var y = known.apply(in);
            var results = part(y, 0, n);
            for (int i = 0; i < residuals.size(); i++)
                results = Active.concat(results, i == branch ? part(y, n, y.length) : zeros(residuals.get(i)));
            return results;
        }).program();
    }

    /** Inputs: tangents, all operands, all residuals. */
    private Program linearBranch(Linearize.Split split, boolean[] active, List<ArrayType[]> residuals, int branch) {
        var inputs = branches.getFirst().inputTypes();
        var tangents = Active.select(inputs, active);
        var types = Active.concat(tangents, Active.concat(inputs, residuals.toArray(ArrayType[][]::new)));
        int before = tangents.length + inputs.length + residuals.subList(0, branch).stream().mapToInt(r -> r.length).sum();
        return Recording.of(types, false, in -> {
            var operands = part(in, tangents.length, tangents.length + inputs.length);
            var own = part(in, before, before + residuals.get(branch).length);
            return split.linear().apply(Active.concat(part(in, 0, tangents.length), split.gather(operands, own)));
        }).program();
    }

    private static Array[] zeros(ArrayType[] types) { return Arrays.stream(types).map(Linear::zeros).toArray(Array[]::new); }

    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var linear = Active.not(Active.of(part(x, 1, x.length)));
        var results = branches.getFirst().resultTypes();
        var cts = ct.clone();
        for (int i = 0; i < cts.length; i++) cts[i] = Active.orZero(cts[i], results[i]);
        var known = Active.select(part(x, 1, x.length), Active.not(linear));
        var back = each(b -> Backward.program(b, linear)).bindAll(Active.concat(new Array[] {x[0]}, cts, known));
        return Active.concat(new Array[1], Active.spread(back, linear));
    }

    @Override public Batched[] batch(long size, Batched... x) {
        var rest = part(x, 1, x.length);
        if (x[0].mapped()) return select(size, x[0].array(), rest);
        var mapped = mapped(rest);
        var demanded = joined(b -> Batch.program(b, size, mapped, new boolean[resultCount()]).mapped());
        var y = each(b -> Batch.program(b, size, mapped, demanded).program()).bindAll(arrays(x));
        return batched(y, demanded);
    }

    /** Examples that take different branches: all are run, and each example takes its own results. */
    private Batched[] select(long size, Array index, Batched[] x) {
        var all = all(resultCount());
        Array[] chosen = null;
        for (int i = branches.size() - 1; i >= 0; i--) {
            var y = Batch.program(branches.get(i), size, mapped(x), all).program().apply(arrays(x));
            chosen = chosen == null ? y : choose(index.eq(i), y, chosen);
        }
        return batched(chosen, all);
    }
}

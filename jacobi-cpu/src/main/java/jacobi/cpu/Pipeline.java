package jacobi.cpu;

import jacobi.core.Program;
import jacobi.cpu.loop.LoopCheck;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Llvm;

/** From a program to code, a pass after the other. */
final class Pipeline {
    /** Characters of text above which LLVM's own pipeline takes longer than it is worth. */
    private static final int LONG = 100_000;
    /**
     * What is left for LLVM to do in long texts: stack variables become registers, sums of indices are shared and leave loops.
     * Vectors and unrolled loops are in the text already.
     */
    private static final String PASSES = "always-inline,function<eager-inv>(sroa<modify-cfg>,early-cse<memssa>,simplifycfg,"
            + "instcombine<no-verify-fixpoint>,loop-mssa(loop-rotate,licm),simplifycfg,loop(loop-unroll-full),sroa<modify-cfg>,"
            + "early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg)";
    private static final CompileOptions SHORT = CompileOptions.O2.withSlpVectorize(false).withLoopVectorize(false);

    /** Stacks within stacks that are taken apart. */
    private static final int STACKED = 3;

    private Pipeline() {}

    static CpuExecutable compile(Program program) { return compile(program, new boolean[program.inputs().size()]); }

    /** @param donated for each input, whether a result may be written over the argument */
    static CpuExecutable compile(Program program, boolean[] donated) {
        LoopProgram loops = Lower.program(prepare(program), donated);
        assert LoopCheck.check(loops.body());
        Code code = Code.of(loops);
        var options = options(code);
        Dump.all(program, loops, code, options);
        var llvm = Llvm.host();
        CompiledCode loaded = llvm.load(llvm.compile(code.ir(), options));
        return new CpuExecutable(program, loaded, code, loops);
    }

    static CompileOptions options(Code code) { return code.ir().length() < LONG ? SHORT : SHORT.withPasses(PASSES); }

    /** The passes from program to program. */
    static Program prepare(Program program) {
        var simple = unstacked(Forward.program(joined(bounded(Simplify.program(real(Inline.program(program)))))));
        var moved = Hoist.program(Pairs.program(Totals.program(Distribute.program(simple))));
        return moved == simple ? simple : Simplify.program(moved);
    }

    /** Of dtypes that there are instructions for. */
    private static Program real(Program program) {
        var pairs = ComplexPairs.program(program);
        return Halves.program(pairs == program ? program : Inline.program(pairs));
    }

    private static Program bounded(Program program) {
        var bounded = Bounded.program(program);
        return bounded == program ? program : Simplify.program(bounded);
    }

    private static Program joined(Program program) {
        var joined = Pieces.program(BlockSums.program(CaseUpdates.program(program)));
        return joined == program ? program : Simplify.program(joined);
    }

    /** Stacks of stacks take a round each. */
    private static Program unstacked(Program program) {
        var p = program;
        for (int i = 0; i < STACKED; i++) {
            var next = Unstack.program(p);
            if (next == p) return p;
            p = Simplify.program(next);
        }
        return p;
    }
}

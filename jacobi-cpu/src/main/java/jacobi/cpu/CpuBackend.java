package jacobi.cpu;

import jacobi.core.Backend;
import jacobi.core.DenseArray;
import jacobi.core.Frame;
import jacobi.core.JacobiError;
import jacobi.core.Program;
import jacobi.interpret.Interpreter;
import jacobi.llvm.BigStack;
import jacobi.llvm.Llvm;
import jacobi.llvm.NativesMissing;

/** The compiler for the processor. What it has no code for, whole programs at a time, the interpreter runs; that is said once. */
public final class CpuBackend implements Backend {
    private static final System.Logger LOG = System.getLogger("jacobi");
    private static final CodeCache CACHE = new CodeCache();
    private static volatile boolean told;

    /** For the service loader. */
    public CpuBackend() {}

    @Override public String name() { return "cpu"; }

    @Override public int rank() { return 100; }

    @Override public String unavailable() {
        try {
            Llvm.host();
            return null;
        } catch (NativesMissing missing) {
            return missing.getMessage();
        }
    }

    @Override public void prepare() { Llvm.host().warmUp(); }

    @Override public Executable compile(Program program) { return compile(program, new boolean[program.inputs().size()]); }

    @Override public Executable compile(Program program, boolean[] donated) {
        try {
            return CACHE.get(program, donated, () -> BigStack.call(() -> Pipeline.compile(program, donated)));
        } catch (Unsupported u) {
            tell(u);
            return x -> Interpreter.run(program, x);
        } catch (JacobiError e) {
            throw e.hasFrame() ? e : e.at(Frame.user());       // the compiling thread has no frame of the caller's
        }
    }

    private static void tell(Unsupported u) {
        if (told) return;
        told = true;
        LOG.log(System.Logger.Level.WARNING,
                "a program with {0} runs in the interpreter, correct and slow: there is no native code for it", u.getMessage());
    }

    /** The results of a program, compiled: for tests. */
    static DenseArray[] run(Program program, DenseArray... x) { return Pipeline.compile(program).run(x); }
}

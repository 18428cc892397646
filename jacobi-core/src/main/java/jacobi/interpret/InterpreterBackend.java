package jacobi.interpret;

import jacobi.core.Backend;
import jacobi.core.Program;

/** The interpreter in the place of a compiler: always there, correct and slow. */
public final class InterpreterBackend implements Backend {
    /** For the service loader. */
    public InterpreterBackend() {}

    @Override public String name() { return "interpreter"; }
    @Override public int rank() { return Integer.MAX_VALUE; }
    @Override public String unavailable() { return null; }
    @Override public boolean isNative() { return false; }
    @Override public Executable compile(Program program) { return x -> Interpreter.run(program, x); }
}

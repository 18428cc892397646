package jacobi.cpu;

import jacobi.core.Program;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Llvm;

/** From a program to code, a pass after the other. */
final class Pipeline {
    static final CompileOptions OPTIONS = CompileOptions.O2;

    private Pipeline() {}

    static CpuExecutable compile(Program program) {
        LoopProgram loops = Lower.program(prepare(program));
        Code code = Code.of(loops);
        Dump.all(program, loops, code, OPTIONS);
        var llvm = Llvm.host();
        CompiledCode loaded = llvm.load(llvm.compile(code.ir(), OPTIONS));
        return new CpuExecutable(program, loaded, code, loops.checks());
    }

    /** The passes from program to program. */
    static Program prepare(Program program) { return Simplify.program(Hoist.program(Simplify.program(Inline.program(program)))); }
}

package jacobi.cpu;

import java.util.Set;
import jacobi.cpu.runtime.External;

/** The LLVM text of a program, and what it needs at run time. */
record Code(String ir, long workspace, Set<External> externals, boolean loops) {
    static Code of(LoopProgram p) {
        long workspace = PlanBuffers.plan(p);
        var module = new IrModule(Streamed.of(p));
        var function = new IrFunction();
        var pointers = new MainPointers(function, p.arguments().size());
        var text = new Text(function, "start");
        new StmtWriter(module, pointers).write(p.body(), text);
        function.finish(text);
        module.add("define void @entry(ptr noalias %arguments, ptr noalias %workspace, ptr noalias %context) #0 {\nentry:\n"
                + function.entry
                + "  br label %start\nstart:\n" + text.code + "  ret void\n}");
        return new Code(module.toString(), workspace, module.externals(), module.loops());
    }
}

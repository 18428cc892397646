package jacobi.cpu.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;

/** The compiled {@code sort.ll}; compiled when first needed, for good. */
final class SortCode {
    private SortCode() {}

    private static final class Lines {
        static final CompiledCode CODE =
                RuntimeCode.compile(RuntimeCode.text("sort.ll", Map.of()), CompileOptions.O2.withSlpVectorize(false));
    }

    static MemorySegment function() { return Lines.CODE.function("sort"); }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.*;
import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Hears what LLVM complains of in the middle of one compilation, and keeps the first error. Without a handler LLVM prints an
 * error (a register the processor lacks, say) and ends the process.
 *
 * <p>The handler is itself compiled by LLVM, once a process: it touches code of LLVM that the next compilation needs anyway,
 * where a first upcall into Java costs a cold process 25 ms for nothing else.
 */
final class Diagnostics {
    private static final String IR = """
            define void @hear(ptr %diagnostic, ptr %notes) nounwind {
            start:
              %severity.of = load ptr, ptr %notes
              %severity = call i32 %severity.of(ptr %diagnostic)
              %error = icmp eq i32 %severity, 0
              %first.at = getelementptr ptr, ptr %notes, i64 2
              %first = load ptr, ptr %first.at
              %none = icmp eq ptr %first, null
              %keep = and i1 %error, %none
              br i1 %keep, label %note, label %done
            note:
              %text.at = getelementptr ptr, ptr %notes, i64 1
              %text.of = load ptr, ptr %text.at
              %text = call ptr %text.of(ptr %diagnostic)
              store ptr %text, ptr %first.at
              br label %done
            done:
              ret void
            }
            """;

    private final MemorySegment notes;                   // what the handler needs: severity(), description(), the first error

    Diagnostics(Arena arena) {
        notes = arena.allocate(3 * ADDRESS.byteSize(), ADDRESS.byteAlignment());
        notes.setAtIndex(ADDRESS, 0, LLVMGetDiagInfoSeverity.address());
        notes.setAtIndex(ADDRESS, 1, LLVMGetDiagInfoDescription.address());
    }

    /** Has errors of {@code context} come here; this object must outlive it. */
    void listen(long context) {
        LLVMContextSetDiagnosticHandler.call(context, Handler.ADDRESS, notes.address());
    }

    /** Throws the first error heard, once. */
    void check() {
        MemorySegment first = notes.getAtIndex(ADDRESS, 2);
        notes.setAtIndex(ADDRESS, 2, MemorySegment.NULL);
        if (first.address() != 0) throw new LlvmError(C.take(first.address()));
    }

    private static final class Handler {
        static final long ADDRESS = compile();

        private static long compile() {
            Target target = Target.of(Target.hostCpu());
            byte[] object = target.with(0, machine -> {
                try (IrModule module = IrModule.parseTrusted(IR, target.cpu(), machine)) {
                    return module.object();
                }
            });
            return CompiledCode.link(MachineCode.of(object)).function("hear").address();     // for good: never closed
        }
    }
}

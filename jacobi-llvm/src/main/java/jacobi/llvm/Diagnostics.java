package jacobi.llvm;

import static jacobi.llvm.Fn.*;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Hears what LLVM complains of in the middle of a compilation. Without a handler LLVM prints errors (an instruction the
 * processor lacks, say) and ends the process.
 */
@SuppressWarnings("restricted")
final class Diagnostics {
    private static final int ERROR = 0;
    private static final ThreadLocal<String> FIRST = new ThreadLocal<>();

    private Diagnostics() {}

    /** Address of the handler, made at its first use. */
    static long handler() {
        return Handler.ADDRESS;
    }

    /** Throws the first error that this thread's compilation met since the last check. */
    static void check() {
        String first = FIRST.get();
        if (first == null) return;
        FIRST.remove();
        throw new LlvmError(first);
    }

    /** Called by LLVM; nothing may escape. */
    @SuppressWarnings("unused")
    private static void hear(long diagnostic, long context) {
        try {
            if (asInt(LLVMGetDiagInfoSeverity.call(diagnostic)) == ERROR && FIRST.get() == null)
                FIRST.set(C.take(LLVMGetDiagInfoDescription.call(diagnostic)));
        } catch (Throwable failure) {
            FIRST.set("a diagnostic could not be read: " + failure);
        }
    }

    private static final class Handler {
        static final long ADDRESS = make();

        private static long make() {
            try {
                var hear = MethodHandles.lookup()
                        .findStatic(Diagnostics.class, "hear", MethodType.methodType(void.class, long.class, long.class));
                return Linker.nativeLinker()
                        .upcallStub(hear, FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), Arena.global()).address();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}

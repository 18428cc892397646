package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One of LLVM's linkers: takes object files in and lets them go, on any thread. All code goes through one shared session (0.06 ms
 * to link and release a small module, against 0.6 with a session for each), which is why names carry a {@linkplain Names tag}.
 */
final class Session {
    private static final long PAIR = 24;                 // LLVMOrcCSymbolMapPair: name, address, flags
    private static final byte CALLABLE_EXPORT = 1 | 4;
    private static final int REMOVALS_A_SWEEP = 256;

    private final long jit;
    private final long library;
    private final Set<String> helpers = new HashSet<>();               // defined so far; guarded by this
    private final AtomicInteger removals = new AtomicInteger();

    private static final class Shared {
        static final Session SESSION = new Session();
    }

    Session() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment host = C.out(arena);
            C.check(LLVMOrcJITTargetMachineBuilderDetectHost.call(host.address()));
            long builder = LLVMOrcCreateLLJITBuilder.call();
            LLVMOrcLLJITBuilderSetJITTargetMachineBuilder.call(builder, C.read(host));
            MemorySegment out = C.out(arena);
            C.check(LLVMOrcCreateLLJIT.call(out.address(), builder));
            jit = C.read(out);
            library = LLVMOrcLLJITGetMainJITDylib.call(jit);
        }
    }

    /** The session of the process; never closed. */
    static Session shared() {
        return Shared.SESSION;
    }

    /** Makes the helpers among {@code undefined} known. @throws LlvmError if a name is none of them */
    synchronized void provide(Set<String> undefined) {
        var unknown = new TreeSet<String>();
        for (String name : undefined) {
            if (helpers.contains(name)) continue;
            Optional<Long> address = Helpers.address(name);
            if (address.isEmpty()) unknown.add(name);
            else define(name, address.get());
        }
        if (unknown.isEmpty()) return;
        throw new LlvmError("code needs " + unknown + "; of outside names it may use only " + Helpers.names());
    }

    private void define(String name, long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(PAIR, 8);
            pair.set(ValueLayout.JAVA_LONG, 0, LLVMOrcLLJITMangleAndIntern.call(jit, C.string(arena, name)));
            pair.set(ValueLayout.JAVA_LONG, 8, address);
            pair.set(ValueLayout.JAVA_BYTE, 16, CALLABLE_EXPORT);
            C.check(LLVMOrcJITDylibDefine.call(library, LLVMOrcAbsoluteSymbols.call(pair.address(), 1)));
        }
        helpers.add(name);
    }

    /** Takes an object file in. @return its tracker, or 0 if it defines a name that is taken */
    long add(byte[] object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(object.length, 16);
            MemorySegment.copy(object, 0, bytes, ValueLayout.JAVA_BYTE, 0, object.length);
            long name = C.string(arena, "object");
            long buffer = LLVMCreateMemoryBufferWithMemoryRangeCopy.call(bytes.address(), object.length, name);
            long tracker = LLVMOrcJITDylibCreateResourceTracker.call(library);
            long taken = LLVMOrcLLJITAddObjectFileWithRT.call(jit, tracker, buffer);
            if (taken == 0) return tracker;
            LLVMOrcReleaseResourceTracker.call(tracker);
            LLVMConsumeError.call(taken);
            return 0;
        }
    }

    /** The address of a name. @throws LlvmError if no object defines it */
    MemorySegment lookup(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ValueLayout.JAVA_LONG);
            C.check(LLVMOrcLLJITLookup.call(jit, address.address(), C.string(arena, name)));
            return MemorySegment.ofAddress(address.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    /** Lets an object go, its memory and its names; now and then also the names' storage. */
    void remove(long tracker) {
        C.check(LLVMOrcResourceTrackerRemove.call(tracker));
        LLVMOrcReleaseResourceTracker.call(tracker);
        if (removals.incrementAndGet() % REMOVALS_A_SWEEP == 0)
            LLVMOrcSymbolStringPoolClearDeadEntries.call(
                    LLVMOrcExecutionSessionGetSymbolStringPool.call(LLVMOrcLLJITGetExecutionSession.call(jit)));
    }

    /** Ends a session that is not the shared one. */
    void close() {
        C.check(LLVMOrcDisposeLLJIT.call(jit));
    }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Machine code linked into this process. Any thread may look functions up and call them; the owner closes it, once no thread is
 * in its code and none will enter, and its memory goes back to the system.
 */
public final class CompiledCode implements AutoCloseable {
    private static final long PAIR = 24;                 // LLVMOrcCSymbolMapPair: name, address, flags
    private static final byte CALLABLE_EXPORT = 1 | 4;

    private final long jit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CompiledCode(long jit) {
        this.jit = jit;
    }

    /** Links {@code code} into a session of its own, so that names of different modules never meet. */
    static CompiledCode link(MachineCode code) {
        List<Helper> helpers = helpers(code.undefined());
        var linked = new CompiledCode(session());
        try {
            linked.define(helpers);
            linked.add(code.object());
            return linked;
        } catch (Throwable failure) {
            linked.close();
            throw failure;
        }
    }

    private record Helper(String name, long address) {}

    private static List<Helper> helpers(Set<String> undefined) {
        var found = new ArrayList<Helper>();
        var unknown = new TreeSet<String>();
        for (String name : undefined)
            Helpers.address(name).ifPresentOrElse(address -> found.add(new Helper(name, address)), () -> unknown.add(name));
        if (unknown.isEmpty()) return found;
        throw new LlvmError("code needs " + unknown + "; of outside names it may use only " + Helpers.names());
    }

    private static long session() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment host = C.out(arena);
            C.check(LLVMOrcJITTargetMachineBuilderDetectHost.call(host.address()));
            long builder = LLVMOrcCreateLLJITBuilder.call();
            LLVMOrcLLJITBuilderSetJITTargetMachineBuilder.call(builder, C.read(host));
            MemorySegment jit = C.out(arena);
            C.check(LLVMOrcCreateLLJIT.call(jit.address(), builder));
            return C.read(jit);
        }
    }

    private void define(List<Helper> helpers) {
        if (helpers.isEmpty()) return;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pairs = arena.allocate(PAIR * helpers.size(), 8);
            for (int i = 0; i < helpers.size(); i++) {
                long name = LLVMOrcLLJITMangleAndIntern.call(jit, C.string(arena, helpers.get(i).name));
                pairs.set(ValueLayout.JAVA_LONG, PAIR * i, name);
                pairs.set(ValueLayout.JAVA_LONG, PAIR * i + 8, helpers.get(i).address);
                pairs.set(ValueLayout.JAVA_BYTE, PAIR * i + 16, CALLABLE_EXPORT);
            }
            long unit = LLVMOrcAbsoluteSymbols.call(pairs.address(), helpers.size());
            C.check(LLVMOrcJITDylibDefine.call(library(), unit));
        }
    }

    private void add(byte[] object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(object.length, 16);
            MemorySegment.copy(object, 0, bytes, ValueLayout.JAVA_BYTE, 0, object.length);
            long name = C.string(arena, "object");
            long buffer = LLVMCreateMemoryBufferWithMemoryRangeCopy.call(bytes.address(), object.length, name);
            C.check(LLVMOrcLLJITAddObjectFile.call(jit, library(), buffer));
        }
    }

    private long library() {
        return LLVMOrcLLJITGetMainJITDylib.call(jit);
    }

    /**
     * The entry of function {@code name}, valid until close.
     *
     * @throws LlvmError if the module has no such function
     */
    public MemorySegment function(String name) {
        if (closed.get()) throw new IllegalStateException("this code was closed");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ValueLayout.JAVA_LONG);
            C.check(LLVMOrcLLJITLookup.call(jit, address.address(), C.string(arena, name)));
            return MemorySegment.ofAddress(address.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) C.check(LLVMOrcDisposeLLJIT.call(jit));
    }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A module on its way from text to machine code, in a context of its own. Confined to one thread; closed by its owner. */
final class IrModule implements AutoCloseable {
    private static final int RETURN_STATUS = 2;
    private static final int EXTERNAL = 0;
    private static final int ASSEMBLY = 0;
    private static final int OBJECT = 1;

    /** What stands as the source file in an object's symbol table: no name that code could use. */
    static final String FILE = "<module>";

    private final long context;
    private final long module;
    private final long machine;
    private final Arena memory = Arena.ofConfined();
    private final Diagnostics diagnostics = new Diagnostics(memory);

    private IrModule(long context, String ir, HostCpu cpu, long machine) {
        this.context = context;
        this.machine = machine;
        try (Arena arena = Arena.ofConfined()) {
            module = parse(arena, ir);
            describe(arena, cpu);
        } catch (Throwable failure) {
            LLVMContextDispose.call(context);
            memory.close();
            throw failure;
        }
    }

    /** Reads textual IR, for the processor of {@code machine}. @throws LlvmError if it does not parse, with line and column */
    static IrModule parse(String ir, HostCpu cpu, long machine) {
        IrModule module = parseTrusted(ir, cpu, machine);
        module.diagnostics.listen(module.context);
        return module;
    }

    /** As {@link #parse}, for IR that raises no diagnostics; if it did, LLVM would end the process. */
    static IrModule parseTrusted(String ir, HostCpu cpu, long machine) {
        return new IrModule(LLVMContextCreate.call(), ir, cpu, machine);
    }

    private long parse(Arena arena, String ir) {
        MemorySegment text = arena.allocateFrom(ir);
        MemorySegment module = C.out(arena);
        MemorySegment message = C.out(arena);
        long name = C.string(arena, "module");
        long buffer = LLVMCreateMemoryBufferWithMemoryRange.call(text.address(), text.byteSize() - 1, name, 1);
        long failed = LLVMParseIRInContext.call(context, buffer, module.address(), message.address());   // takes the buffer
        if (asInt(failed) != 0) throw new LlvmError(C.take(C.read(message)));
        return C.read(module);
    }

    private void describe(Arena arena, HostCpu cpu) {
        LLVMSetSourceFileName.call(module, C.string(arena, FILE), FILE.length());
        LLVMSetTarget.call(module, C.string(arena, cpu.triple()));
        long layout = LLVMCreateTargetDataLayout.call(machine);
        LLVMSetModuleDataLayout.call(module, layout);
        LLVMDisposeTargetData.call(layout);
    }

    /** Lets passes invent values without names: less work, and nobody will read them. */
    void discardNames() {
        LLVMContextSetDiscardValueNames.call(context, 1);
    }

    /** Appends {@code tag} to the name of each function that the module exports. */
    void tag(String tag) {
        for (long f = LLVMGetFirstFunction.call(module); f != 0; f = LLVMGetNextFunction.call(f))
            if (asInt(LLVMIsDeclaration.call(f)) == 0 && asInt(LLVMGetLinkage.call(f)) == EXTERNAL) rename(f, tag);
    }

    private static void rename(long function, String tag) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = C.out(arena);
            String name = C.text(LLVMGetValueName2.call(function, length.address())) + tag;
            MemorySegment bytes = arena.allocateFrom(name);
            LLVMSetValueName2.call(function, bytes.address(), bytes.byteSize() - 1);
        }
    }

    /** Checks the module. @throws LlvmError in LLVM's own words if it is malformed */
    void verify() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = C.out(arena);
            long broken = LLVMVerifyModule.call(module, RETURN_STATUS, message.address());
            String text = C.take(C.read(message));
            if (asInt(broken) != 0) throw new LlvmError(text);
        }
    }

    /** Runs the pipeline of {@code options}. @throws LlvmError if LLVM does not know it */
    void optimise(CompileOptions options) {
        if (options.passes().isEmpty()) return;
        long passes = LLVMCreatePassBuilderOptions.call();
        try (Arena arena = Arena.ofConfined()) {
            LLVMPassBuilderOptionsSetLoopVectorization.call(passes, flag(options.loopVectorize()));
            LLVMPassBuilderOptionsSetLoopInterleaving.call(passes, flag(options.loopVectorize()));
            LLVMPassBuilderOptionsSetSLPVectorization.call(passes, flag(options.slpVectorize()));
            LLVMPassBuilderOptionsSetLoopUnrolling.call(passes, flag(options.unroll()));
            C.check(LLVMRunPasses.call(module, C.string(arena, options.passes()), machine, passes));
        } finally {
            LLVMDisposePassBuilderOptions.call(passes);
        }
    }

    private static long flag(boolean on) {
        return on ? 1 : 0;
    }

    /** The module as text. */
    String text() {
        return C.take(LLVMPrintModuleToString.call(module));
    }

    /** The module's machine code as an object file. Leaves the module unfit for anything but closing. */
    byte[] object() {
        return emit(OBJECT);
    }

    /** The module's machine code as assembly. Leaves the module unfit for anything but closing. */
    String assembly() {
        return new String(emit(ASSEMBLY), java.nio.charset.StandardCharsets.UTF_8);
    }

    private byte[] emit(int kind) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = C.out(arena);
            MemorySegment out = C.out(arena);
            long failed = LLVMTargetMachineEmitToMemoryBuffer.call(machine, module, kind, message.address(), out.address());
            if (asInt(failed) != 0) throw new LlvmError(C.take(C.read(message)));
            long buffer = C.read(out);
            byte[] bytes = C.bytes(LLVMGetBufferStart.call(buffer), LLVMGetBufferSize.call(buffer));
            LLVMDisposeMemoryBuffer.call(buffer);
            diagnostics.check();
            return bytes;
        }
    }

    @Override
    public void close() {
        LLVMDisposeModule.call(module);
        LLVMContextDispose.call(context);
        memory.close();
    }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;

/**
 * Makes and lends the target machines of one processor. A machine serves one compilation at a time and is then lent again:
 * making one parses the processor's features anew. Threads may share a Target.
 */
final class Target {
    private static final int PIC = 2;
    private static final int SMALL = 3;

    private final HostCpu cpu;
    private final long target;
    private final Map<Integer, Queue<Long>> idle = new ConcurrentHashMap<>();

    private Target(HostCpu cpu, long target) {
        this.cpu = cpu;
        this.target = target;
    }

    /** The processor this process runs on, with the features it really has. */
    static HostCpu hostCpu() {
        String triple = C.take(LLVMGetDefaultTargetTriple.call());
        return new HostCpu(triple, C.take(LLVMGetHostCPUName.call()), C.take(LLVMGetHostCPUFeatures.call()));
    }

    /** LLVM's code generator for {@code cpu}. @throws LlvmError if this LLVM has none */
    static Target of(HostCpu cpu) {
        initialise();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = C.out(arena);
            MemorySegment message = C.out(arena);
            long failed = LLVMGetTargetFromTriple.call(C.string(arena, cpu.triple()), target.address(), message.address());
            if (asInt(failed) != 0) throw new LlvmError(C.take(C.read(message)));
            return new Target(cpu, C.read(target));
        }
    }

    private static void initialise() {
        switch (Platform.current().arch()) {
            case "x86_64" -> callAll(LLVMInitializeX86TargetInfo, LLVMInitializeX86Target, LLVMInitializeX86TargetMC,
                    LLVMInitializeX86AsmPrinter);
            case "arm64" -> callAll(LLVMInitializeAArch64TargetInfo, LLVMInitializeAArch64Target, LLVMInitializeAArch64TargetMC,
                    LLVMInitializeAArch64AsmPrinter);
            default -> throw new NativesMissing("no code generator for " + Platform.current());
        }
    }

    private static void callAll(Fn... functions) {
        for (Fn f : functions) f.call();
    }

    HostCpu cpu() {
        return cpu;
    }

    /** Lends a machine of this effort to {@code work}. */
    <T> T with(int codegenLevel, LongFunction<T> work) {
        Queue<Long> queue = idle.computeIfAbsent(codegenLevel, level -> new ConcurrentLinkedQueue<>());
        Long lent = queue.poll();
        long machine = lent == null ? create(codegenLevel) : lent;
        try {
            return work.apply(machine);
        } finally {
            queue.add(machine);
        }
    }

    /** Position-independent and within 2 GiB of itself: the linker lays a module's code and constants side by side. */
    private long create(int codegenLevel) {
        long options = LLVMCreateTargetMachineOptions.call();
        try (Arena arena = Arena.ofConfined()) {
            LLVMTargetMachineOptionsSetCPU.call(options, C.string(arena, cpu.name()));
            LLVMTargetMachineOptionsSetFeatures.call(options, C.string(arena, cpu.features()));
            LLVMTargetMachineOptionsSetCodeGenOptLevel.call(options, codegenLevel);
            LLVMTargetMachineOptionsSetRelocMode.call(options, PIC);
            LLVMTargetMachineOptionsSetCodeModel.call(options, SMALL);
            return LLVMCreateTargetMachineWithOptions.call(target, C.string(arena, cpu.triple()), options);
        } finally {
            LLVMDisposeTargetMachineOptions.call(options);
        }
    }
}

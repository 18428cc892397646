package jacobi.llvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;

/**
 * The functions of LLVM's C API that are used, by their own names, so that a call reads as in C.
 *
 * <p>They take no floating-point or struct argument and at most six arguments, so all go through the one downcall handle of
 * {@link Words}.
 */
enum Fn {
    LLVMGetVersion, LLVMContextCreate, LLVMContextDispose, LLVMContextSetDiscardValueNames, LLVMContextSetDiagnosticHandler,
    LLVMGetDiagInfoDescription, LLVMGetDiagInfoSeverity,
    LLVMCreateMemoryBufferWithMemoryRange, LLVMCreateMemoryBufferWithMemoryRangeCopy, LLVMGetBufferStart, LLVMGetBufferSize,
    LLVMDisposeMemoryBuffer,
    LLVMGetFirstFunction, LLVMGetNextFunction, LLVMIsDeclaration, LLVMGetLinkage, LLVMGetValueName2, LLVMSetValueName2,
    LLVMParseIRInContext, LLVMVerifyModule, LLVMSetSourceFileName, LLVMSetTarget, LLVMSetModuleDataLayout,
    LLVMPrintModuleToString, LLVMDisposeModule,
    LLVMGetHostCPUName, LLVMGetHostCPUFeatures, LLVMGetDefaultTargetTriple, LLVMGetTargetFromTriple,
    LLVMCreateTargetMachineOptions, LLVMDisposeTargetMachineOptions, LLVMTargetMachineOptionsSetCPU,
    LLVMTargetMachineOptionsSetFeatures, LLVMTargetMachineOptionsSetCodeGenOptLevel, LLVMTargetMachineOptionsSetRelocMode,
    LLVMTargetMachineOptionsSetCodeModel, LLVMCreateTargetMachineWithOptions, LLVMDisposeTargetMachine,
    LLVMCreateTargetDataLayout, LLVMDisposeTargetData, LLVMTargetMachineEmitToMemoryBuffer,
    LLVMCreatePassBuilderOptions, LLVMDisposePassBuilderOptions, LLVMPassBuilderOptionsSetLoopVectorization,
    LLVMPassBuilderOptionsSetLoopInterleaving, LLVMPassBuilderOptionsSetSLPVectorization,
    LLVMPassBuilderOptionsSetLoopUnrolling, LLVMRunPasses,
    LLVMCreateBinary, LLVMDisposeBinary, LLVMObjectFileCopySymbolIterator, LLVMObjectFileIsSymbolIteratorAtEnd,
    LLVMMoveToNextSymbol, LLVMDisposeSymbolIterator, LLVMGetSymbolName, LLVMObjectFileCopySectionIterator,
    LLVMMoveToContainingSection, LLVMObjectFileIsSectionIteratorAtEnd, LLVMDisposeSectionIterator,
    LLVMOrcCreateLLJITBuilder, LLVMOrcJITTargetMachineBuilderDetectHost,
    LLVMOrcLLJITBuilderSetJITTargetMachineBuilder, LLVMOrcCreateLLJIT, LLVMOrcDisposeLLJIT, LLVMOrcLLJITGetMainJITDylib,
    LLVMOrcLLJITMangleAndIntern, LLVMOrcAbsoluteSymbols, LLVMOrcJITDylibDefine, LLVMOrcLLJITLookup,
    LLVMOrcJITDylibCreateResourceTracker, LLVMOrcLLJITAddObjectFileWithRT, LLVMOrcResourceTrackerRemove,
    LLVMOrcReleaseResourceTracker, LLVMOrcLLJITGetExecutionSession, LLVMOrcExecutionSessionGetSymbolStringPool,
    LLVMOrcSymbolStringPoolClearDeadEntries, LLVMConsumeError,
    LLVMGetErrorMessage, LLVMDisposeErrorMessage, LLVMDisposeMessage,
    LLVMInitializeX86TargetInfo, LLVMInitializeX86Target, LLVMInitializeX86TargetMC, LLVMInitializeX86AsmPrinter,
    LLVMInitializeAArch64TargetInfo, LLVMInitializeAArch64Target, LLVMInitializeAArch64TargetMC, LLVMInitializeAArch64AsmPrinter;

    /** The library that holds the functions. */
    private static final class Library {
        static final SymbolLookup SYMBOLS = Natives.load(new NativeBundle("llvm", "org/bytedeco/llvm", "org.bytedeco.llvm",
                switch (Platform.current().os()) {
                    case "macosx" -> List.of("libLLVM.dylib", "libLLVM.20.1.dylib");
                    case "windows" -> List.of("LLVM-C.dll");       // not published yet: the jar links it into its own glue
                    default -> List.of("libLLVM.so", "libLLVM.so.20.1");
                }, List.of()));
    }

    private MemorySegment address;                       // found at the first call; a race finds the same address twice

    MemorySegment address() {
        if (address == null) address = find();
        return address;
    }

    private MemorySegment find() {
        Optional<MemorySegment> found = Library.SYMBOLS.find(name());
        if (found.isEmpty()) throw new NativesMissing("this libLLVM has no " + name() + "; expected LLVM 20");
        return found.get();
    }

    long call(long a, long b, long c, long d, long e, long f) {
        return Words.call(address(), a, b, c, d, e, f);
    }

    long call(long a, long b, long c, long d, long e) {
        return call(a, b, c, d, e, 0);
    }

    long call(long a, long b, long c, long d) {
        return call(a, b, c, d, 0, 0);
    }

    long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0);
    }

    long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0);
    }

    long call(long a) {
        return call(a, 0, 0, 0, 0, 0);
    }

    long call() {
        return call(0, 0, 0, 0, 0, 0);
    }

    /** A call whose result is a C {@code int}. */
    static int asInt(long word) {
        return (int) word;
    }
}

package jacobi.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The functions of LLVM's C API that are used, by their own names, so that a call reads as in C.
 *
 * <p>All go through <em>one</em> downcall handle of six words and a word back. In every calling convention that LLVM has natives
 * for (System V and Windows on x86-64, AAPCS64) pointers and integers of any width travel in whole registers or stack slots,
 * the callee looks at the low bits it declared, and the caller pops; so spare arguments and upper bits do no harm. It holds for
 * functions without floating-point or struct arguments and at most six of them, which these are. One shape costs a cold
 * process one handle, where a handle a function would cost it sixty.
 */
@SuppressWarnings("restricted")                      // native code is what this file is for
enum Fn {
    LLVMContextCreate, LLVMContextDispose, LLVMContextSetDiscardValueNames, LLVMContextSetDiagnosticHandler,
    LLVMGetDiagInfoDescription, LLVMGetDiagInfoSeverity,
    LLVMCreateMemoryBufferWithMemoryRange, LLVMCreateMemoryBufferWithMemoryRangeCopy, LLVMGetBufferStart, LLVMGetBufferSize,
    LLVMDisposeMemoryBuffer,
    LLVMParseIRInContext, LLVMVerifyModule, LLVMSetSourceFileName, LLVMSetTarget, LLVMSetModuleDataLayout, LLVMPrintModuleToString, LLVMDisposeModule,
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
    LLVMOrcLLJITMangleAndIntern, LLVMOrcAbsoluteSymbols, LLVMOrcJITDylibDefine, LLVMOrcLLJITAddObjectFile, LLVMOrcLLJITLookup,
    LLVMGetErrorMessage, LLVMDisposeErrorMessage, LLVMDisposeMessage,
    LLVMInitializeX86TargetInfo, LLVMInitializeX86Target, LLVMInitializeX86TargetMC, LLVMInitializeX86AsmPrinter,
    LLVMInitializeAArch64TargetInfo, LLVMInitializeAArch64Target, LLVMInitializeAArch64TargetMC, LLVMInitializeAArch64AsmPrinter;

    private static final MethodHandle WORDS = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    /** The library that holds the functions. */
    private static final class Library {
        static final SymbolLookup SYMBOLS = Natives.load(new NativeBundle("llvm", "org/bytedeco/llvm", "org.bytedeco.llvm",
                switch (Platform.current().os()) {
                    case "macosx" -> List.of("libLLVM.dylib", "libLLVM.20.1.dylib");
                    case "windows" -> List.of("LLVM-C.dll", "LLVM.dll");
                    default -> List.of("libLLVM.so", "libLLVM.so.20.1");
                }, List.of()));
    }

    private MemorySegment address;                       // found at the first call; a race finds the same address twice

    private MemorySegment address() {
        if (address == null) address = Library.SYMBOLS.find(name())
                .orElseThrow(() -> new NativesMissing("this libLLVM has no " + name() + "; expected LLVM 20"));
        return address;
    }

    long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) WORDS.invokeExact(address(), a, b, c, d, e, f);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
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

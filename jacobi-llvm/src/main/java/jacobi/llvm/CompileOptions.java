package jacobi.llvm;

import java.util.Objects;

/**
 * How to compile a module. Immutable; start from {@link #O0} … {@link #O3} and change one thing at a time.
 *
 * @param passes        a pass pipeline in the notation of LLVM's {@code opt -passes=…}; empty runs none
 * @param codegenLevel  effort of the code generator, 0 to 3
 * @param loopVectorize whether the pipeline's loop vectoriser runs
 * @param slpVectorize  whether the pipeline packs straight-line scalar code into vectors
 * @param unroll        whether the pipeline unrolls loops
 * @param verify        whether the module is checked for well-formedness before the first pass
 */
public record CompileOptions(
        String passes, int codegenLevel, boolean loopVectorize, boolean slpVectorize, boolean unroll, boolean verify) {
    /** No optimisation: for tests of the generator. */
    public static final CompileOptions O0 = new CompileOptions("default<O0>", 0, false, false, false, true);
    /** Quick: for code that runs once. */
    public static final CompileOptions O1 = new CompileOptions("default<O1>", 1, false, false, true, false);
    /** The usual level; vectors are the generator's business, so LLVM's loop vectoriser is off. */
    public static final CompileOptions O2 = new CompileOptions("default<O2>", 2, false, true, true, false);
    /** All that LLVM has, its loop vectoriser included. */
    public static final CompileOptions O3 = new CompileOptions("default<O3>", 3, true, true, true, false);

    public CompileOptions {
        Objects.requireNonNull(passes, "passes");
        if (codegenLevel < 0 || codegenLevel > 3)
            throw new IllegalArgumentException("codegenLevel " + codegenLevel + ", expected 0 to 3");
    }

    public CompileOptions withPasses(String pipeline) {
        return new CompileOptions(pipeline, codegenLevel, loopVectorize, slpVectorize, unroll, verify);
    }

    public CompileOptions withCodegenLevel(int level) {
        return new CompileOptions(passes, level, loopVectorize, slpVectorize, unroll, verify);
    }

    public CompileOptions withLoopVectorize(boolean on) {
        return new CompileOptions(passes, codegenLevel, on, slpVectorize, unroll, verify);
    }

    public CompileOptions withSlpVectorize(boolean on) {
        return new CompileOptions(passes, codegenLevel, loopVectorize, on, unroll, verify);
    }

    public CompileOptions withUnroll(boolean on) {
        return new CompileOptions(passes, codegenLevel, loopVectorize, slpVectorize, on, verify);
    }

    public CompileOptions withVerify(boolean on) {
        return new CompileOptions(passes, codegenLevel, loopVectorize, slpVectorize, unroll, on);
    }
}

package jacobi.llvm;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("restricted")
class LlvmTest {
    private static final MethodHandle LONG_TO_LONG =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle DOUBLES =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE));

    private final Llvm llvm = Llvm.host();

    private static String adder(long n) {
        return "define i64 @f(i64 %x) { %y = add i64 %x, " + n + "\n ret i64 %y }";
    }

    private long run(String ir, CompileOptions options, long x) throws Throwable {
        try (CompiledCode code = llvm.load(llvm.compile(ir, options))) {
            return (long) LONG_TO_LONG.invokeExact(code.function("f"), x);
        }
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 2, 3})
    void everyLevelComputesTheSame(int level) throws Throwable {
        var options = List.of(CompileOptions.O0, CompileOptions.O1, CompileOptions.O2, CompileOptions.O3).get(level);
        assertEquals(42, run(adder(2), options, 40));
    }

    @Test void aPipelineOfOnesOwnRuns() {
        String ir = "define i64 @f(i64 %x) { %a = add i64 %x, 1\n %b = add i64 %a, 1\n ret i64 %b }";
        String text = llvm.optimised(ir, CompileOptions.O0.withPasses("instcombine"));
        assertTrue(text.contains("add i64 %x, 2"), text);
    }

    @Test void anUnknownPipelineIsAnError() {
        var error = assertThrows(LlvmError.class, () -> llvm.compile(adder(1), CompileOptions.O2.withPasses("no-such-pass")));
        assertTrue(error.getMessage().contains("no-such-pass"), error.getMessage());
    }

    @Test void textThatDoesNotParseIsAnErrorWithItsPlace() {
        String ir = "define i64 @f(i64 %x) {\n ret i32 %x }";
        var error = assertThrows(LlvmError.class, () -> llvm.compile(ir, CompileOptions.O2));
        assertTrue(error.getMessage().contains("module:2:10"), error.getMessage());
        assertTrue(error.getMessage().contains("'%x' defined with type 'i64' but expected 'i32'"), error.getMessage());
    }

    @Test void aMalformedModuleIsAnErrorWhenVerified() {
        String ir = "define i64 @f(i64 %x) {\n %y = add i64 %z, 1\n %z = add i64 %y, 1\n ret i64 %z }";
        var error = assertThrows(LlvmError.class, () -> llvm.compile(ir, CompileOptions.O0));
        assertTrue(error.getMessage().contains("does not dominate all uses"), error.getMessage());
    }

    @Test void whatTheProcessorCannotDoIsAnErrorAndNotTheEndOfTheProcess() {
        String ir = "define i64 @f(i64 %x) { %y = call i64 asm \"nonsense\", \"=r,{no_such_register}\"(i64 %x)\n ret i64 %y }";
        var error = assertThrows(LlvmError.class, () -> llvm.compile(ir, CompileOptions.O2));
        assertTrue(error.getMessage().contains("couldn't allocate"), error.getMessage());
    }

    @Test void helpersResolveFromTheProcess() throws Throwable {
        String ir = "define double @f(double %x, double %y) { %r = frem double %x, %y\n ret double %r }";
        MachineCode machine = llvm.compile(ir, CompileOptions.O2);
        assertEquals(Set.of("fmod"), machine.undefined());
        try (CompiledCode code = llvm.load(machine)) {
            assertEquals(-1.5, (double) DOUBLES.invokeExact(code.function("f"), -7.5, 2.0));
        }
    }

    @Test void wordsCallAFunctionOfAnyIntegers() {
        String ir = "define i32 @f(i8 %a, i64 %b, ptr %c) { %x = zext i8 %a to i64\n %d = ptrtoint ptr %c to i64\n"
                + " %y = add i64 %x, %b\n %z = sub i64 %y, %d\n %r = trunc i64 %z to i32\n ret i32 %r }";
        try (CompiledCode code = llvm.load(llvm.compile(ir, CompileOptions.O2))) {
            assertEquals(200 - 3 - 100, (int) Words.call(code.function("f"), 200, -3, 100));
        }
    }

    @Test void warmingUpLeavesTheCompilerUsable() throws Throwable {
        llvm.warmUp();
        assertEquals(3, run(adder(1), CompileOptions.O2, 2));
    }

    @Test void anyOtherOutsideNameIsRefused() {
        String ir = "declare i64 @getpid()\ndefine i64 @f(i64 %x) { %r = call i64 @getpid()\n ret i64 %r }";
        MachineCode machine = llvm.compile(ir, CompileOptions.O2);
        assertEquals(Set.of("getpid"), machine.undefined());
        var error = assertThrows(LlvmError.class, () -> llvm.load(machine));
        assertTrue(error.getMessage().startsWith("code needs [getpid]"), error.getMessage());
    }

    @Test void aFunctionThatIsNotThereIsAnError() {
        try (CompiledCode code = llvm.load(llvm.compile(adder(1), CompileOptions.O2))) {
            var error = assertThrows(LlvmError.class, () -> code.function("g"));
            assertTrue(error.getMessage().contains("g"), error.getMessage());
        }
    }

    @Test void closedCodeGivesNoFunctions() {
        CompiledCode code = llvm.load(llvm.compile(adder(1), CompileOptions.O2));
        code.close();
        code.close();
        assertThrows(IllegalStateException.class, () -> code.function("f"));
    }

    @Test void sameNamesInTwoModulesDoNotMeet() throws Throwable {
        try (CompiledCode one = llvm.load(llvm.compile(adder(1), CompileOptions.O2));
                CompiledCode two = llvm.load(llvm.compile(adder(2), CompileOptions.O2))) {
            assertEquals(11, (long) LONG_TO_LONG.invokeExact(one.function("f"), 10L));
            assertEquals(12, (long) LONG_TO_LONG.invokeExact(two.function("f"), 10L));
        }
    }

    @Test void oneCodeMayBeLoadedTwice() throws Throwable {
        MachineCode machine = llvm.compile(adder(7), CompileOptions.O2);
        CompiledCode one = llvm.load(machine);
        try (CompiledCode two = llvm.load(machine)) {
            assertNotEquals(one.function("f").address(), two.function("f").address());
            one.close();
            assertEquals(17, (long) LONG_TO_LONG.invokeExact(two.function("f"), 10L));
        }
    }

    @Test void aFunctionMayCallItselfAndItsNeighbour() throws Throwable {
        String ir = """
                define i64 @f(i64 %x) {
                  %more = icmp sgt i64 %x, 0
                  br i1 %more, label %again, label %done
                again:
                  %less = call i64 @g(i64 %x)
                  %rest = call i64 @f(i64 %less)
                  %sum = add i64 %rest, %x
                  ret i64 %sum
                done:
                  ret i64 0
                }
                define i64 @g(i64 %x) noinline {
                  %y = sub i64 %x, 1
                  ret i64 %y
                }
                """;
        assertEquals(55, run(ir, CompileOptions.O0, 10));
        assertEquals(55, run(ir, CompileOptions.O3, 10));
    }

    @Test void constantsAreLinkedWithTheCode() throws Throwable {
        String ir = "@table = private constant [4 x i64] [i64 3, i64 1, i64 4, i64 1]\n"
                + "define i64 @f(i64 %i) { %p = getelementptr i64, ptr @table, i64 %i\n %v = load i64, ptr %p\n ret i64 %v }";
        assertEquals(4, run(ir, CompileOptions.O2, 2));
    }

    @Test void bytesAreTheSameEachTimeAndLoadAgain() throws Throwable {
        MachineCode once = llvm.compile(adder(5), CompileOptions.O2);
        MachineCode again = llvm.compile(adder(5), CompileOptions.O2);
        assertArrayEquals(once.object(), again.object());
        try (CompiledCode code = llvm.load(MachineCode.of(once.object()))) {
            assertEquals(6, (long) LONG_TO_LONG.invokeExact(code.function("f"), 1L));
        }
        assertThrows(LlvmError.class, () -> MachineCode.of(new byte[100]));
    }

    @Test void anotherProcessorsAssemblyCanBeRead() {
        HostCpu host = llvm.cpu();
        String old = Llvm.of(new HostCpu(host.triple(), "", "")).assembly(adder(1), CompileOptions.O2);
        assertTrue(old.contains("f:"), old);
        assertFalse(host.name().isEmpty());
        assertTrue(host.vectorBits() >= 128);
    }

    @Test void eightThreadsCompileCallAndCloseWithoutGrowing() throws Exception {
        work(8, 20);                                     // pools, caches and arenas fill
        long before = residentKib();
        work(8, 60);
        long grown = residentKib() - before;
        assertTrue(grown < 32 << 10, "grew by " + grown + " KiB in 480 compilations");
    }

    private void work(int threads, int each) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Void> task = () -> {
                for (int i = 0; i < each; i++) check(i);
                return null;
            };
            for (Future<Void> done : pool.invokeAll(java.util.Collections.nCopies(threads, task))) done.get();
        }
    }

    private void check(int i) throws Exception {
        try {
            assertEquals(2L * i, run(adder(i), CompileOptions.O2, i));
        } catch (Throwable t) {
            throw new Exception(t);
        }
    }

    /** Resident size of this process, or 0 where the system does not tell. */
    private static long residentKib() throws java.io.IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return 0;
        String line = Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.LLVMGetVersion;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A compiler of textual LLVM IR for one processor. Threads may share it and compile at once; each compilation has a context of
 * its own and runs on a {@linkplain BigStack big stack}, as LLVM's passes recurse.
 */
public final class Llvm {
    private final Target target;

    private Llvm(Target target) {
        this.target = target;
    }

    /** The host's compiler or the reason why there is none; found out once. */
    private record Host(Llvm llvm, NativesMissing missing) {
        static final Host FOUND = find();

        private static Host find() {
            try {
                return new Host(new Llvm(Target.of(Target.hostCpu())), null);
            } catch (NativesMissing missing) {
                return new Host(null, missing);
            } catch (LinkageError e) {
                return new Host(null, e.getCause() instanceof NativesMissing m ? m : new NativesMissing(e.toString(), e));
            }
        }
    }

    /**
     * The compiler for the processor at hand. The first call loads LLVM, and unpacks it if no process of this user did before.
     *
     * @throws NativesMissing if LLVM is not there for this platform, saying why; each further call says it again
     */
    public static Llvm host() {
        if (Host.FOUND.missing != null) throw new NativesMissing(Host.FOUND.missing.getMessage(), Host.FOUND.missing);
        return Host.FOUND.llvm;
    }

    /** Compiles and links something small, so that the next compilation finds LLVM's code and ours warm. */
    public void warmUp() {
        String ir = "define void @nothing(ptr %p) {\n %v = load <8 x float>, ptr %p\n %w = fadd <8 x float> %v, %v\n"
                + " store <8 x float> %w, ptr %p\n ret void }";
        load(compile(ir, CompileOptions.O2)).close();
    }

    /** A compiler for another processor of the same family: its assembly can be read here, its code perhaps not run. */
    public static Llvm of(HostCpu cpu) {
        return new Llvm(Target.of(cpu));
    }

    /** LLVM's version, as in {@code 20.1.7}. */
    public static String version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate(JAVA_INT, 3);
            long at = numbers.address();
            LLVMGetVersion.call(at, at + JAVA_INT.byteSize(), at + 2 * JAVA_INT.byteSize());
            int[] n = numbers.toArray(JAVA_INT);
            return n[0] + "." + n[1] + "." + n[2];
        }
    }

    /** The processor that this compiles for. */
    public HostCpu cpu() {
        return target.cpu();
    }

    /**
     * Compiles a module of textual IR; its triple and data layout are set here.
     *
     * @throws LlvmError in LLVM's own words if the text does not parse, does not verify, or cannot be generated
     */
    public MachineCode compile(String ir, CompileOptions options) {
        return BigStack.call(() -> target.with(options.codegenLevel(), machine -> compile(ir, options, machine)));
    }

    private MachineCode compile(String ir, CompileOptions options, long machine) {
        long start = System.nanoTime();
        try (IrModule module = IrModule.parse(ir, cpu(), machine)) {
            if (options.verify()) module.verify();
            String tag = Names.tag(ir);
            module.tag(tag);
            module.discardNames();
            long parsed = System.nanoTime();
            module.optimise(options);
            long optimised = System.nanoTime();
            byte[] object = module.object();
            var undefined = ObjectFile.symbols(object).undefined();
            long done = System.nanoTime();
            return new MachineCode(object, tag, undefined,
                    new MachineCode.Times(nanos(parsed - start), nanos(optimised - parsed), nanos(done - optimised)));
        }
    }

    private static Duration nanos(long n) {
        return Duration.ofNanos(n);
    }

    /**
     * Links code into this process.
     *
     * @throws LlvmError if it uses a name that is neither its own nor among {@link Helpers}
     */
    public CompiledCode load(MachineCode code) {
        return BigStack.call(() -> CompiledCode.link(code));
    }

    /** The IR that {@code options}' passes make of {@code ir}: for reading. */
    public String optimised(String ir, CompileOptions options) {
        return examine(ir, options, IrModule::text);
    }

    /** The assembly that {@link #compile} would make of {@code ir}: for reading. */
    public String assembly(String ir, CompileOptions options) {
        return examine(ir, options, IrModule::assembly);
    }

    private String examine(String ir, CompileOptions options, java.util.function.Function<IrModule, String> look) {
        Callable<String> task = () -> target.with(options.codegenLevel(), machine -> {
            try (IrModule module = IrModule.parse(ir, cpu(), machine)) {
                if (options.verify()) module.verify();
                module.optimise(options);
                return look.apply(module);
            }
        });
        return BigStack.call(task);
    }
}

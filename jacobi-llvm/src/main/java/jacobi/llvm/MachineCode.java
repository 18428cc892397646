package jacobi.llvm;

import java.time.Duration;
import java.util.Set;

/**
 * A compiled module: a relocatable object file. It holds no address of the process that made it, so its bytes may be kept on
 * disk and loaded by another process on a processor with the same features.
 *
 * @param object    bytes of the object file; not copied, not to be changed
 * @param tag       what was appended to the names that the module exports, to tell them from those of other modules
 * @param undefined names it leaves undefined, ascending: a subset of {@link Helpers#names} unless the generator has a bug
 * @param times     where the time of its compilation went
 */
public record MachineCode(byte[] object, String tag, Set<String> undefined, Times times) {
    /** Wall time of the stages of a compilation. */
    public record Times(Duration parse, Duration optimise, Duration generate) {
        static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Code read back from a cache. @throws LlvmError if the bytes are no object file */
    public static MachineCode of(byte[] object) {
        ObjectFile.Symbols symbols = ObjectFile.symbols(object);
        return new MachineCode(object, symbols.tag(), symbols.undefined(), Times.NONE);
    }
}

package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Reads the symbol table of an object file, whatever its format. */
final class ObjectFile {
    private ObjectFile() {}

    /** Names that an object uses and does not define, ascending, and the tag of those it exports, empty if there are none. */
    record Symbols(Set<String> undefined, String tag) {}

    /** What the symbol table says. @throws LlvmError if the bytes are no object file */
    static Symbols symbols(byte[] object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(object.length + 1L, 16);
            MemorySegment.copy(object, 0, bytes, ValueLayout.JAVA_BYTE, 0, object.length);
            long name = C.string(arena, "object");
            long buffer = LLVMCreateMemoryBufferWithMemoryRange.call(bytes.address(), object.length, name, 0);
            try {
                return symbols(arena, buffer);
            } finally {
                LLVMDisposeMemoryBuffer.call(buffer);
            }
        }
    }

    private static Symbols symbols(Arena arena, long buffer) {
        MemorySegment message = C.out(arena);
        long binary = LLVMCreateBinary.call(buffer, 0, message.address());
        if (binary == 0) throw new LlvmError(C.take(C.read(message)));
        long symbol = LLVMObjectFileCopySymbolIterator.call(binary);       // null: not an object but another kind of binary
        long section = LLVMObjectFileCopySectionIterator.call(binary);
        try {
            if (symbol == 0 || section == 0) throw new LlvmError("not an object file");
            return walk(binary, symbol, section);
        } finally {
            LLVMDisposeSectionIterator.call(section);
            LLVMDisposeSymbolIterator.call(symbol);
            LLVMDisposeBinary.call(binary);
        }
    }

    /** A symbol without a section is undefined; so are the nameless first symbol and the file's own name, which do not count. */
    private static Symbols walk(long binary, long symbol, long section) {
        var undefined = new TreeSet<String>();
        String tag = "";
        while (asInt(LLVMObjectFileIsSymbolIteratorAtEnd.call(binary, symbol)) == 0) {
            LLVMMoveToContainingSection.call(section, symbol);
            boolean homeless = asInt(LLVMObjectFileIsSectionIteratorAtEnd.call(binary, section)) != 0;
            String name = C.text(LLVMGetSymbolName.call(symbol));
            if (homeless && !name.isEmpty() && !name.equals(IrModule.FILE)) undefined.add(name);
            if (!homeless && Names.tagOf(name) != null) tag = Names.tagOf(name);
            LLVMMoveToNextSymbol.call(symbol);
        }
        return new Symbols(Collections.unmodifiableSortedSet(undefined), tag);
    }
}

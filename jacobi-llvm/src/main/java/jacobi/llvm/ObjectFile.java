package jacobi.llvm;

import static jacobi.llvm.Fn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the symbol table of an object file, whatever its format. */
final class ObjectFile {
    private ObjectFile() {}

    /** Names that the object uses and does not define, ascending. */
    static Set<String> undefined(byte[] object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(object.length + 1L, 16);
            MemorySegment.copy(object, 0, bytes, ValueLayout.JAVA_BYTE, 0, object.length);
            long name = C.string(arena, "object");
            long buffer = LLVMCreateMemoryBufferWithMemoryRange.call(bytes.address(), object.length, name, 0);
            try {
                return undefined(arena, buffer);
            } finally {
                LLVMDisposeMemoryBuffer.call(buffer);
            }
        }
    }

    private static Set<String> undefined(Arena arena, long buffer) {
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
    private static SortedSet<String> walk(long binary, long symbol, long section) {
        var names = new TreeSet<String>();
        while (asInt(LLVMObjectFileIsSymbolIteratorAtEnd.call(binary, symbol)) == 0) {
            LLVMMoveToContainingSection.call(section, symbol);
            boolean homeless = asInt(LLVMObjectFileIsSectionIteratorAtEnd.call(binary, section)) != 0;
            String name = C.text(LLVMGetSymbolName.call(symbol));
            if (homeless && !name.isEmpty() && !name.equals(IrModule.FILE)) names.add(name);
            LLVMMoveToNextSymbol.call(symbol);
        }
        return Collections.unmodifiableSortedSet(names);
    }
}

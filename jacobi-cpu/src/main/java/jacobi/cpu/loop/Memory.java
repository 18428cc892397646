package jacobi.cpu.loop;

import java.util.List;
import jacobi.core.DType;
import jacobi.lax.Constant;

/** A stretch of elements that loops read and write. Compared by identity; the printer names it. */
public final class Memory {
    /** Where it lies. */
    public enum Place {
        /** An argument of the call, number {@link #number}; never written. */
        ARGUMENT,
        /** A result of the call, number {@link #number}. */
        RESULT,
        /** In the call's workspace, at byte {@link #number}. */
        WORKSPACE,
        /** A few elements on the stack; where all its places are constants it will live in registers. */
        STACK,
        /** What a pointer points to, which a loop may turn elsewhere. */
        SLOT,
        /** Numbers known now; never written. */
        TABLE
    }

    private final String name;
    private final DType dtype;
    private final long size;
    private final Place place;
    private final List<Constant> table;
    private long number;

    public Memory(String name, DType dtype, long size, Place place, long number) {
        this(name, dtype, size, place, number, List.of());
    }

    private Memory(String name, DType dtype, long size, Place place, long number, List<Constant> table) {
        this.name = name;
        this.dtype = dtype;
        this.size = size;
        this.place = place;
        this.number = number;
        this.table = table;
    }

    /** A memory that holds numbers of one dtype, at least one. */
    public static Memory table(String name, List<Constant> numbers) {
        return new Memory(name, numbers.getFirst().dtype(), numbers.size(), Place.TABLE, -1, List.copyOf(numbers));
    }

    public DType dtype() { return dtype; }

    /** The number of elements. */
    public long size() { return size; }

    public long bytes() { return size * dtype.bytes(); }

    public Place place() { return place; }

    /** The numbers of a table; of other memories none. */
    public List<Constant> table() { return table; }

    public long number() { return number; }

    /** Puts a workspace memory at a byte of the workspace. */
    public void moveTo(long offset) { number = offset; }

    @Override public String toString() { return name; }
}

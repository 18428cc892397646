package jacobi.cpu.loop;

import jacobi.core.DType;

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
        SLOT
    }

    private final String name;
    private final DType dtype;
    private final long size;
    private final Place place;
    private long number;

    public Memory(String name, DType dtype, long size, Place place, long number) {
        this.name = name;
        this.dtype = dtype;
        this.size = size;
        this.place = place;
        this.number = number;
    }

    public DType dtype() { return dtype; }

    /** The number of elements. */
    public long size() { return size; }

    public long bytes() { return size * dtype.bytes(); }

    public Place place() { return place; }

    public long number() { return number; }

    /** Puts a workspace memory at a byte of the workspace. */
    public void moveTo(long offset) { number = offset; }

    @Override public String toString() { return name; }
}

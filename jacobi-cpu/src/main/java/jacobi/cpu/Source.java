package jacobi.cpu;

import jacobi.core.Shape;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;

/** Where a value lies: in row-major order from an element of a memory on. */
record Source(Memory memory, Ix base) {
    Source(Memory memory) { this(memory, Ix.ZERO); }

    @Override public boolean equals(Object o) { return o instanceof Source s && memory.equals(s.memory) && base.equals(s.base); }

    @Override public int hashCode() { return 31 * memory.hashCode() + base.hashCode(); }

    Ix place(Shape shape, Ix[] at) { return base.plus(Places.linear(shape, at)); }
}

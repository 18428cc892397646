package jacobi.cpu;

import jacobi.cpu.loop.Memory;

/**
 * Memory on the stack, with room behind it for the idle lanes of a vector: a row that ends where the memory does is read and
 * written in whole vectors, which LLVM keeps in registers; masked ones it would not.
 */
final class StackMemory {
    private StackMemory() {}

    /** Room for a memory on the stack; what is behind it is 0 at first, so that idle lanes compute nothing undefined. */
    static String alloca(Memory m, IrFunction function) {
        var type = "[" + room(m) + " x " + Lanes.memory(m.dtype()) + "]";
        var name = function.alloca(type, Schedule.BYTES);
        if (room(m) > m.size()) function.entry.append("  store ").append(type).append(" zeroinitializer, ptr ").append(name)
                .append(", align ").append(Schedule.BYTES).append('\n');
        return name;
    }

    private static long room(Memory m) {
        long vector = Schedule.BYTES / m.dtype().bytes();
        return Math.max(1, m.size() <= Fusion.SMALL ? Math.ceilDiv(m.size(), vector) * vector : m.size());
    }

    /** Whether a whole vector may be read and written at a place: the idle lanes of the strip are behind the memory. */
    static boolean isEnd(Memory m, String place, Strip strip) {
        if (m.place() != Memory.Place.STACK || strip.used() == 0 || !Constants.isLiteral(place)) return false;
        long first = Long.parseLong(place);
        return first >= 0 && first + strip.used() >= m.size() && first + strip.lanes() <= room(m);
    }

    /** Bytes that a copy of one memory to another moves: with the room behind them, if both have some. */
    static long bytes(Memory from, Memory to) {
        boolean both = from.place() == Memory.Place.STACK && to.place() == Memory.Place.STACK && from.size() == to.size();
        return both ? room(from) * from.dtype().bytes() : from.bytes();
    }
}

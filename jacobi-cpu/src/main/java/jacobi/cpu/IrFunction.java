package jacobi.cpu;

/** An LLVM function being written: the entry block, where stack memory and pointers are prepared, and a supply of names. */
final class IrFunction {
    final StringBuilder entry = new StringBuilder();
    private int values, blocks;
    private boolean streams;

    String value() { return "%v" + values++; }

    String block(String stem) { return stem + blocks++; }

    /** Notes that it writes past the caches. */
    void useStreams() { streams = true; }

    /** What comes before it returns: what went past the caches is seen by whoever sees that it has returned. */
    void finish(Text text) {
        if (streams) text.line("fence seq_cst");
    }

    /** Stack memory for the whole call. */
    String alloca(String type, int align) {
        var name = value();
        entry.append("  ").append(name).append(" = alloca ").append(type).append(", align ").append(align).append('\n');
        return name;
    }
}

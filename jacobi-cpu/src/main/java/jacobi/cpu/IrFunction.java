package jacobi.cpu;

/** An LLVM function being written: the entry block, where stack memory and pointers are prepared, and a supply of names. */
final class IrFunction {
    final StringBuilder entry = new StringBuilder();
    private int values, blocks;

    String value() { return "%v" + values++; }

    String block(String stem) { return stem + blocks++; }

    /** Stack memory for the whole call. */
    String alloca(String type, int align) {
        var name = value();
        entry.append("  ").append(name).append(" = alloca ").append(type).append(", align ").append(align).append('\n');
        return name;
    }
}

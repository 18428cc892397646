package jacobi.cpu;

/** Instructions under construction that run one after another; {@link #label} is the block that is open at their end. */
final class Text {
    final IrFunction function;
    final StringBuilder code = new StringBuilder();
    String label;

    Text(IrFunction function, String label) {
        this.function = function;
        this.label = label;
    }

    void line(String instruction) { code.append("  ").append(instruction).append('\n'); }

    /** An instruction with a result; its name. */
    String let(String instruction) {
        var name = function.value();
        code.append("  ").append(name).append(" = ").append(instruction).append('\n');
        return name;
    }

    /** Opens a block; the one before must have ended. */
    void open(String block) {
        code.append(block).append(":\n");
        label = block;
    }
}

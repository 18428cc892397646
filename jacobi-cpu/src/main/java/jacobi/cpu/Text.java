package jacobi.cpu;

import java.util.function.Supplier;

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

    /**
     * Values of a type: those at hand, or if a condition holds, which is rare, others that are written for that.
     *
     * @param name of the block that is open afterwards
     */
    String[] unless(String rare, String name, String type, String[] usual, Supplier<String[]> others) {
        String slow = function.block("rare"), join = function.block(name), before = label;
        line("br i1 " + rare + ", label %" + slow + ", label %" + join + ", !prof !1");
        open(slow);
        var other = others.get();
        var end = label;
        line("br label %" + join);
        open(join);
        var values = new String[usual.length];
        for (int i = 0; i < values.length; i++)
            values[i] = let("phi " + type + " [" + usual[i] + ", %" + before + "], [" + other[i] + ", %" + end + "]");
        return values;
    }

    /** Opens a block; the one before must have ended. */
    void open(String block) {
        code.append(block).append(":\n");
        label = block;
    }
}

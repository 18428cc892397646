package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.cpu.loop.Expr;

/** The rare second way through a leaf scope, on which every function serves all lanes. */
final class SlowPath {
    private final ExprWriter writer;
    private final Scope leaf;

    SlowPath(ExprWriter writer, Scope leaf) {
        this.writer = writer;
        this.leaf = leaf;
    }

    /** Goes the slow way if some lane missed; the values of whichever way was taken. */
    List<Value> join(List<Expr> values, List<Value> fast, List<String> misses) {
        var text = leaf.text;
        var any = misses.getFirst();
        for (var m : misses.subList(1, misses.size())) any = text.let("or i1 " + any + ", " + m);
        String slowBlock = text.function.block("slow"), join = text.function.block("join"), fastEnd = text.label;
        var slow = new Scope(leaf.parent, new Text(text.function, slowBlock), leaf.strip);
        slow.bound.putAll(leaf.bound);
        var other = values.stream().map(v -> writer.write(v, slow)).toList();
        text.line("br i1 " + any + ", label %" + slowBlock + ", label %" + join + ", !prof !1");
        text.open(slowBlock);
        text.code.append(slow.text.code);
        text.line("br label %" + join);
        text.open(join);
        var joined = new ArrayList<Value>();
        for (int i = 0; i < values.size(); i++) joined.add(phi(values.get(i), fast.get(i), fastEnd, other.get(i),
                slow.text.label));
        leaf.values.clear();
        for (int i = 0; i < values.size(); i++) leaf.values.put(values.get(i), joined.get(i));
        return joined;
    }

    private Value phi(Expr e, Value fast, String fastEnd, Value slow, String slowEnd) {
        var names = new String[fast.names().length];
        var type = Lanes.type(e.dtype(), fast.vector() ? leaf.strip.lanes() : 0);
        for (int s = 0; s < names.length; s++) {
            if (fast.name(s).equals(slow.name(s))) names[s] = fast.name(s);
            else names[s] = leaf.text.let("phi " + type + " [" + fast.name(s) + ", %" + fastEnd + "], [" + slow.name(s) + ", %"
                    + slowEnd + "]");
        }
        return new Value(fast.vector(), names);
    }
}

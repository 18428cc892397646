package jacobi.core;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Programs as text: an equation a line, {@code %3:f64[4] = add %1 %2}, regions indented. A program is printed whenever its code
 * is looked for, also in a young process, which is why this appends and does nothing cleverer.
 */
final class Printer {
    private final StringBuilder text = new StringBuilder();
    private final Map<Var, Integer> numbers = new IdentityHashMap<>();

    private final Predicate<Equation> framed;

    private Printer(Predicate<Equation> framed) { this.framed = framed; }

    /** @param framed the equations that are printed with the user's line, if they have one */
    static String print(Program program, Predicate<Equation> framed) {
        var printer = new Printer(framed);
        printer.program("program", program, "");
        return printer.text.toString();
    }

    private void program(String title, Program program, String indent) {
        var inner = indent.concat("  ");
        text.append(indent).append(title).append('(');
        declare(program.inputs());
        text.append(") {\n");
        for (var e : program.equations()) equation(e, inner);
        text.append(inner).append("return ");
        use(program.results());
        text.append('\n').append(indent).append("}\n");
    }

    private void equation(Equation e, String indent) {
        text.append(indent);
        declare(e.results());
        text.append(" = ").append(e.primitive().mnemonic());
        if (!e.operands().isEmpty()) {
            text.append(' ');
            use(e.operands());
        }
        var parameters = Parameters.print(e.primitive());
        if (!parameters.isEmpty()) text.append(" {").append(parameters).append('}');
        if (framed.test(e) && e.frame() != null) text.append("  // ").append(e.frame());
        text.append('\n');
        for (var region : Regions.of(e.primitive())) program(region.name(), region.program(), indent.concat("  "));
    }

    private void declare(List<Var> vars) {
        for (int i = 0; i < vars.size(); i++) {
            var type = vars.get(i).type();
            use(i == 0 ? "" : ", ", vars.get(i));
            text.append(':').append(type.dtype());
            type.shape().print(text);
        }
    }

    private void use(List<Atom> atoms) {
        for (int i = 0; i < atoms.size(); i++) use(i == 0 ? "" : " ", atoms.get(i));
    }

    private void use(String before, Atom atom) {
        text.append(before);
        if (atom instanceof Var v) text.append('%').append(number(v));
        else text.append(atom);
    }

    private int number(Var v) {
        var known = numbers.get(v);
        if (known != null) return known;
        numbers.put(v, numbers.size());
        return numbers.size() - 1;
    }
}

package jacobi.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Programs as text: an equation a line, {@code %3:f64[4] = add %1 %2}, regions indented. */
final class Printer {
    private final StringBuilder text = new StringBuilder();
    private final Map<Var, String> names = new HashMap<>();

    private final Predicate<Equation> framed;

    private Printer(Predicate<Equation> framed) { this.framed = framed; }

    /** @param framed the equations that are printed with the user's line, if they have one */
    static String print(Program program, Predicate<Equation> framed) {
        var printer = new Printer(framed);
        printer.program("program", program, "");
        return printer.text.toString();
    }

    private void program(String title, Program program, String indent) {
        text.append(indent).append(title).append('(').append(declared(program.inputs())).append(") {\n");
        for (var e : program.equations()) equation(e, indent + "  ");
        text.append(indent).append("  return ").append(used(program.results())).append('\n').append(indent).append("}\n");
    }

    private void equation(Equation e, String indent) {
        var operands = used(e.operands());
        text.append(indent).append(declared(e.results())).append(" = ").append(e.primitive().mnemonic());
        if (!operands.isEmpty()) text.append(' ').append(operands);
        var parameters = Parameters.print(e.primitive());
        if (!parameters.isEmpty()) text.append(" {").append(parameters).append('}');
        if (e.frame() != null && framed.test(e)) text.append("  // ").append(e.frame());
        text.append('\n');
        for (var region : Regions.of(e.primitive())) program(region.name(), region.program(), indent + "  ");
    }

    private String declared(List<Var> vars) {
        return vars.stream().map(v -> name(v) + ":" + v.type()).collect(Collectors.joining(", "));
    }
    private String used(List<Atom> atoms) { return atoms.stream().map(this::atom).collect(Collectors.joining(" ")); }
    private String atom(Atom a) { return a instanceof Var v ? name(v) : a.toString(); }
    private String name(Var v) { return names.computeIfAbsent(v, _ -> "%" + names.size()); }
}

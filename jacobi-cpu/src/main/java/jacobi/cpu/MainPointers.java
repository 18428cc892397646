package jacobi.cpu;

import java.util.IdentityHashMap;
import java.util.Map;
import jacobi.core.JacobiError;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;

/** What the entry function knows: its three arguments, its stack, and the variables of the loops it is in. */
final class MainPointers implements StmtPointers {
    private final IrFunction function;
    private final Map<Memory, String> addresses = new IdentityHashMap<>();
    private final Map<Index, String> variables = new IdentityHashMap<>();
    private final int arguments;

    MainPointers(IrFunction function, int arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    @Override public String pointer(Memory m, Text text, boolean written) {
        var address = addresses.computeIfAbsent(m, this::address);
        return m.place() == Memory.Place.SLOT ? text.let("load ptr, ptr " + address) : address;
    }

    private String address(Memory m) {
        return switch (m.place()) {
            case ARGUMENT -> fromTable(m.number());
            case RESULT -> fromTable(arguments + m.number());
            case WORKSPACE -> entry("getelementptr i8, ptr %workspace, i64 " + m.number());
            case STACK -> StackMemory.alloca(m, function);
            case SLOT -> function.alloca("ptr", 8);
            case TABLE -> throw JacobiError.bug("table %s is asked for as memory of the call", m);
        };
    }

    private String fromTable(long number) { return entry("load ptr, ptr " + entry("getelementptr ptr, ptr %arguments, i64 "
            + number) + ", !invariant.load !0"); }

    private String entry(String instruction) {
        var name = function.value();
        function.entry.append("  ").append(name).append(" = ").append(instruction).append('\n');
        return name;
    }

    @Override public String slot(Memory m) { return addresses.computeIfAbsent(m, this::address); }

    @Override public void bind(Index i, String value) { variables.put(i, value); }

    @Override public String outer(Index index) { return variables.get(index); }

    @Override public String context() { return "%context"; }
}

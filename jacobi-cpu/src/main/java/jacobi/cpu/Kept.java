package jacobi.cpu;

import java.util.List;
import java.util.function.Function;
import jacobi.core.ArrayType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/** An expression of a nest that gets memory of its own, by a nest over those variables of the domain that it depends on. */
record Kept(List<Index> domain, Stmt.Store store) {
    static Kept of(Expr value, List<Index> domain, Function<ArrayType, Memory> temporary) {
        var own = domain.stream().filter(value::uses).toList();
        var shape = Places.shape(own);
        var memory = temporary.apply(new ArrayType(value.dtype(), shape));
        return new Kept(own, new Stmt.Store(memory, Places.linear(shape, Places.of(own)), value));
    }

    Stmt.Nest nest() { return new Stmt.Nest(domain, List.of(store)); }

    /** What stands for the expression. */
    Expr load(Exprs exprs) { return exprs.load(store.memory(), store.at(), null); }
}

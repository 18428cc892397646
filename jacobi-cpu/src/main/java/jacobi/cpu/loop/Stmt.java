package jacobi.cpu.loop;

import java.util.List;
import jacobi.core.DType;

/** What a program does, in order. */
public sealed interface Stmt {
    /** Writes a number to a place, unless there is a mask and it is false. */
    record Store(Memory memory, Ix at, Expr value, Expr mask) {
        public Store(Memory memory, Ix at, Expr value) { this(memory, at, value, null); }
    }

    /**
     * All stores for all values of the domain's variables, in any order and at once: no store writes what another point reads.
     */
    record Nest(List<Index> domain, List<Store> stores) implements Stmt {
        public Nest {
            domain = List.copyOf(domain);
            stores = List.copyOf(stores);
        }

        /** The number of points. */
        public long points() { return domain.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b); }
    }

    /**
     * Runs the nests of {@code each} in order for every value of a variable, and those of {@code last} once: the values in any
     * order and at once, with the last ones too. No value's nests touch what another's write, but for values that a thread takes
     * at a time: these come one after another, the last ones after the last value, and may use one memory again and again.
     *
     * @param grain how many values a thread takes at a time
     */
    record Shared(Index block, long grain, List<Nest> each, List<Nest> last) implements Stmt {
        public Shared {
            each = List.copyOf(each);
            last = List.copyOf(last);
        }
    }

    /**
     * Runs {@code condition}, and while its test then holds, {@code body}.
     *
     * @param rows how many rows, the first axes of all that is carried, go on by themselves: the test is whether any does, and a
     *             row that does not is left as it is by the body; 0 if nothing of the kind is known
     */
    record While(List<Stmt> condition, Expr test, List<Stmt> body, long rows) implements Stmt {}

    /** Runs the body for each value of a variable, in order, or from the last to the first. */
    record Counted(Index index, boolean reverse, List<Stmt> body) implements Stmt {}

    /**
     * Runs the body for each value of a variable, in any order and at once: no run touches what another writes, or writes other
     * numbers there. Memories on the stack and slots are each run's own, and lost at its end. The runs that a thread takes at a
     * time come one after another, and may use one memory again and again.
     *
     * @param grain how many runs a thread takes at a time
     * @param local memories on the stack that only the runs use: they have no numbers yet when a run begins
     */
    record Parallel(Index index, long grain, List<Memory> local, List<Stmt> body) implements Stmt {
        public Parallel {
            local = List.copyOf(local);
        }

        /** Runs that are worth a thread's while each. */
        public Parallel(Index index, List<Stmt> body) { this(index, 1, List.of(), body); }
    }

    /** Runs one of several branches; an index outside takes the last. */
    record Switch(Expr index, List<List<Stmt>> branches) implements Stmt {}

    /** Copies all elements. */
    record Copy(Memory from, Memory to) implements Stmt {}

    /** Turns a slot's pointer to a memory. */
    record Point(Memory slot, Memory to) implements Stmt {}

    /** Exchanges the pointers of two slots. */
    record Swap(Memory a, Memory b) implements Stmt {}

    /**
     * Calls a function of the runtime.
     *
     * @param arguments those after the table: whole numbers ({@code Long}), factors ({@code Double}, in the function's dtype),
     * and {@link At places}
     * @param result    where the s64 that it returns is put, or null if it returns none
     */
    record Call(jacobi.cpu.runtime.External function, DType dtype, List<Object> arguments, Memory result) implements Stmt {}

    /** The address of an element. */
    record At(Memory memory, Ix at) {}
}

package jacobi.cpu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jacobi.core.Equation;
import jacobi.core.Shape;
import jacobi.cpu.loop.Index;

/**
 * A statement to be: a nest of equations over one domain, or one equation that is no nest; and the statements that need its
 * results.
 */
final class Node {
    /** The domain of a nest; null for another statement. */
    final Shape shape;
    final List<Index> domain;
    final List<Equation> equations = new ArrayList<>();
    final Set<Node> consumers = new LinkedHashSet<>();
    /** Where the last of its equations stands in the region. */
    final int position;

    Node(Shape shape, List<Index> domain, int position) {
        this.shape = shape;
        this.domain = domain;
        this.position = position;
    }

    boolean isNest() { return shape != null; }

    /** Whether another statement needs, directly or through others, what this one makes. */
    boolean reaches(Node other) { return reaches(other, new LinkedHashSet<>()); }

    private boolean reaches(Node other, Set<Node> seen) {
        for (var c : consumers) if (c == other || seen.add(c) && c.reaches(other, seen)) return true;
        return false;
    }
}

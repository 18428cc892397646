package jacobi.core;

import java.util.List;
import java.util.stream.IntStream;
import jacobi.lax.Call;
import jacobi.lax.Case;
import jacobi.lax.Scan;
import jacobi.lax.While;

/** The programs that a primitive holds, with their names. */
public final class Regions {
    public record Region(String name, Program program) {}

    private Regions() {}

    public static List<Region> of(Primitive primitive) {
        return switch (primitive) {
            case While w -> List.of(new Region("condition", w.condition()), new Region("body", w.body()));
            case Scan s -> List.of(new Region("body", s.body()));
            case Case c -> IntStream.range(0, c.branches().size())
                    .mapToObj(i -> new Region("branch" + i, c.branches().get(i))).toList();
            case Call c -> List.of(new Region(c.name(), c.program()));
            default -> List.of();
        };
    }
}

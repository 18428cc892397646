package jacobi.testing;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jacobi.core.*;
import jacobi.lax.*;

/** Values that may have passed through single precision, as cotangents in f64 may that an f32 was converted from. */
final class Singles {
    private final Set<Atom> found = Collections.newSetFromMap(new IdentityHashMap<>());

    private Singles(Program p) {
        for (var e : p.equations()) if (isSingle(e.operands()) || has(e)) found.addAll(e.results());
    }

    static List<Boolean> results(Program p) {
        var singles = new Singles(p);
        return p.results().stream().map(singles::isSingle).toList();
    }

    private boolean isSingle(Atom a) { return a.type().dtype() == DType.F32 || found.contains(a); }
    private boolean isSingle(List<? extends Atom> all) { return all.stream().anyMatch(this::isSingle); }

    /** Whether there is an f32 within a body. */
    private boolean has(Equation e) {
        return switch (e.primitive()) {
            case Scan s -> has(s.body());
            case While w -> has(w.body());
            case Case c -> c.branches().stream().anyMatch(this::has);
            case Call c -> has(c.program());
            default -> false;
        };
    }

    private boolean has(Program p) {
        return isSingle(p.inputs()) || p.equations().stream().anyMatch(e -> isSingle(e.results()) || has(e));
    }
}

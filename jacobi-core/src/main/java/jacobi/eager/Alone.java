package jacobi.eager;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import jacobi.core.*;
import jacobi.lax.Call;

/** Primitives that have no kernel of their own: each is compiled as a program of one equation. */
final class Alone {
    /** Forms are kept as long as the primitive is; those of a program called by {@code jit} as long as the program. */
    private static final Map<Object, Map<List<ArrayType>, Backend.Executable>> CACHE = Collections.synchronizedMap(new WeakHashMap<>());

    private Alone() {}

    static DenseArray[] run(Primitive primitive, DenseArray... x) {
        var types = Arrays.stream(x).map(Array::type).toList();
        Object owner = primitive instanceof Call c ? c.program() : primitive;
        var forms = CACHE.computeIfAbsent(owner, _ -> Collections.synchronizedMap(new java.util.HashMap<>()));
        return forms.computeIfAbsent(types, _ -> Backends.compile(program(primitive, types))).run(x);
    }

    private static Program program(Primitive primitive, List<ArrayType> types) {
        if (primitive instanceof Call c) return c.program();
        return Recording.of(types.toArray(ArrayType[]::new), primitive::bindAll).program();
    }
}

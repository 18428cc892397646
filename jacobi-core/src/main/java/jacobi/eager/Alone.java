package jacobi.eager;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import jacobi.core.*;
import jacobi.lax.Call;
import jacobi.lax.DotGeneral;
import jacobi.lax.Elementwise;
import jacobi.lax.Reduce;

/** Single primitives run by the backend: those that hold programs, and those with so much work that compiling pays. */
final class Alone {
    /** Work of a call, in elements or products, below which a kernel is always quick enough. */
    private static final long LITTLE = 1 << 14;
    /** Work of all calls of one form from which on it is compiled: it takes a kernel as long as compiling does. */
    private static final long MUCH = 1 << 23;
    private static final int REMEMBERED = 512;

    /** A primitive on operands of certain types. */
    private record Form(Primitive primitive, List<ArrayType> types) {}

    private static final class Record {
        private long work;
        private Backend.Executable executable;

        /** Two threads may want it at the same time; one compiles. */
        synchronized Backend.Executable executable(Form form) {
            if (executable == null)
                executable = Backends.compile(Recording.of(form.types.toArray(ArrayType[]::new),
                        form.primitive::bindAll).program());
            return executable;
        }

        synchronized boolean reaches(long more) { return (work += more) >= MUCH; }
    }

    /** The forms used of late. */
    private static final Map<Form, Record> FORMS = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override protected boolean removeEldestEntry(Map.Entry<Form, Record> eldest) { return size() > REMEMBERED; }
    });

    /** The programs that {@code jit} made, as long as they are in use. */
    private static final Map<Program, Backend.Executable> CALLED = Collections.synchronizedMap(new WeakHashMap<>());

    private Alone() {}

    /**
     * Whether the backend should compute a primitive for which there may be a kernel too; those that only move elements never.
     */
    static boolean pays(Primitive p, ArrayType[] types, ArrayType result) {
        if (!(p instanceof Elementwise) && !(p instanceof Reduce) && !(p instanceof DotGeneral)) return false;
        long work = work(p, types, result);
        return work >= LITTLE && record(new Form(p, Arrays.asList(types))).reaches(work) && Backends.chosen().isNative();
    }

    private static long work(Primitive p, ArrayType[] types, ArrayType result) {
        if (p instanceof DotGeneral d) return result.size() * types[0].shape().select(d.leftContract()).size();
        return Math.max(result.size(), types[0].size());
    }

    private static Record record(Form form) { return FORMS.computeIfAbsent(form, _ -> new Record()); }

    static DenseArray[] run(Primitive primitive, DenseArray... x) {
        if (primitive instanceof Call c) return CALLED.computeIfAbsent(c.program(), Backends::compile).run(x);
        var form = new Form(primitive, Arrays.stream(x).map(Array::type).toList());
        return record(form).executable(form).run(x);
    }
}

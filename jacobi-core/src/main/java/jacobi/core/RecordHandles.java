package jacobi.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Supplier;

/** {@link RecordCode} by method handles, for records that no class can be generated beside: public ones of a closed module. */
final class RecordHandles {
    private static final MethodType READ = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);

    private RecordHandles() {}

    static RecordCode code(Class<?> type, Lookup lookup) throws IllegalAccessException {
        var components = type.getRecordComponents();
        var readers = new MethodHandle[components.length];
        for (int i = 0; i < readers.length; i++) readers[i] = lookup.unreflect(components[i].getAccessor()).asType(READ);
        var maker = constructor(type, lookup).asFixedArity().asSpreader(Object[].class, readers.length).asType(MAKE);
        return new RecordCode((tree, sink) -> {
            for (int i = readers.length - 1; i >= 0; i--) sink.accept(read(readers[i], tree));
        }, source -> make(maker, source, readers.length));
    }

    private static MethodHandle constructor(Class<?> type, Lookup lookup) throws IllegalAccessException {
        var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return lookup.findConstructor(type, MethodType.methodType(void.class, types));
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record has a canonical constructor", e);
        }
    }

    private static Object read(MethodHandle reader, Object tree) {
        try {
            return (Object) reader.invokeExact(tree);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static Object make(MethodHandle maker, Supplier<Object> source, int size) {
        var parts = new Object[size];
        for (int i = 0; i < size; i++) parts[i] = source.get();
        try {
            return (Object) maker.invokeExact(parts);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** What user code threw goes on as it is; accessors and canonical constructors declare no checked exception. */
    private static RuntimeException rethrown(Throwable e) {
        if (e instanceof Error error) throw error;
        return e instanceof RuntimeException r ? r : new IllegalStateException(e);
    }
}

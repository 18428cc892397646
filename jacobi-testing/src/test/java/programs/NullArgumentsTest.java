package programs;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jacobi.*;
import jacobi.core.*;
import jacobi.lax.Lax;
import jacobi.lax.LinearAlgebra;
import jacobi.numpy.Key;
import jacobi.numpy.Linalg;
import jacobi.numpy.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public function says in four parts what it wanted when it is given null in place of an array, a function or a shape. */
class NullArgumentsTest {
    private static final Array MATRIX = Array.eye(2);
    private static final F1<Object, Object> F = x -> x;
    /** A value for each kind of parameter. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(Array.class, MATRIX), Map.entry(Shape.class, Shape.of(2, 2)), Map.entry(DType.class, DType.F64),
            Map.entry(ArrayType.class, MATRIX.type()), Map.entry(Axes.class, Axes.of(0)), Map.entry(String.class, "ij->ij"),
            Map.entry(long.class, 1L), Map.entry(int.class, 0), Map.entry(double.class, 1.0), Map.entry(float.class, 1f),
            Map.entry(boolean.class, true), Map.entry(List.class, List.of(MATRIX)), Map.entry(Array[].class,
                    new Array[] {MATRIX}),
            Map.entry(Key.class, Key.of(1)), Map.entry(F1.class, F), Map.entry(F2.class, (F2<Object, Object, Object>) (x, _) ->
                    x),
            Map.entry(Supplier.class, (Supplier<Object>) () -> MATRIX), Map.entry(long[].class, new long[] {2, 2}),
            Map.entry(int[].class, new int[] {0}));

    record Case(Method method, int position) {
        @Override public String toString() {
            return "%s.%s %s, %d".formatted(method.getDeclaringClass().getSimpleName(), method.getName(),
                    Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList(), position);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Array.class, Jacobi.class, Lax.class, LinearAlgebra.class, Linalg.class, Random.class)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isBridge() && !m.isSynthetic())
                .flatMap(NullArgumentsTest::casesOf);
    }

    private static Stream<Case> casesOf(Method m) {
        var cases = new ArrayList<Case>();
        for (int i = 0; i < m.getParameterCount(); i++) {
            var type = m.getParameterTypes()[i];
            boolean wanted = type == Array.class || type == Shape.class || type == DType.class || type == Key.class
                    || type == F1.class || type == F2.class || type == F3.class || type == Supplier.class
                            || type == Array[].class;
            if (wanted) cases.add(new Case(m, i));
        }
        return cases.stream();
    }

    @ParameterizedTest @MethodSource("cases")
    void isRefusedInFourParts(Case c) throws IllegalAccessException {
        var types = c.method.getParameterTypes();
        var arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) arguments[i] = i == c.position ? absent(types[i]) : VALUES.get(types[i]);
        var receiver = Modifier.isStatic(c.method.getModifiers()) ? null : MATRIX;
        var thrown = assertThrows(InvocationTargetException.class, () -> c.method.invoke(receiver, arguments)).getCause();
        assertInstanceOf(JacobiError.class, thrown, () -> c + " threw " + trace(thrown));
        for (var part : List.of("expected", "given", "mend")) assertTrue(thrown.getMessage().contains("\n  " + part),
                thrown::toString);
    }

    private static String trace(Throwable thrown) {
        return thrown + " " + Arrays.stream(thrown.getStackTrace()).limit(3).toList();
    }

    /** Null, or an array of one null. */
    private static Object absent(Class<?> type) {
        return type == Array[].class ? new Array[1] : null;
    }
}

package jacobi.core;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parameters of a primitive in words: the components of its record, programs left out. */
final class Parameters {
    private Parameters() {}

    static String print(Primitive primitive) {
        if (!primitive.getClass().isRecord()) return "";
        var parts = new ArrayList<String>();
        for (var c : primitive.getClass().getRecordComponents()) {
            var value = value(primitive, c);
            if (!isRegion(value)) parts.add(c.getName() + " " + text(value));
        }
        return String.join(", ", parts);
    }

    private static boolean isRegion(Object value) {
        return value instanceof Program || value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Program;
    }

    private static String text(Object value) { return value instanceof long[] numbers ? Arrays.toString(numbers)
            : String.valueOf(value); }

    private static Object value(Primitive primitive, RecordComponent component) {
        try {
            return component.getAccessor().invoke(primitive);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("component " + component, e);
        }
    }
}

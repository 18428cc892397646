package jacobi.core;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;

/** The parameters of a primitive in words: the components of its record, programs left out. */
final class Parameters {
    private Parameters() {}

    static String print(Primitive primitive) {
        if (!primitive.getClass().isRecord()) return "";
        var parts = new ArrayList<String>();
        for (var c : primitive.getClass().getRecordComponents()) {
            var value = value(primitive, c);
            if (!(value instanceof Program)) parts.add(c.getName() + " " + value);
        }
        return String.join(", ", parts);
    }

    private static Object value(Primitive primitive, RecordComponent component) {
        try {
            return component.getAccessor().invoke(primitive);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("component " + component, e);
        }
    }
}

package jacobi.tree;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.Array;

/** What a record class is in a tree: a node, unless it cannot be read, or could not take what trees give back. */
final class RecordKind {
    private RecordKind() {}

    static Kind of(Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var wider = wider(component.getType());
            if (wider != null) return tooNarrow(type, component, wider);
        }
        try {
            return new RecordNode(type, RecordCode.of(type));
        } catch (IllegalAccessException closed) {
            return notOpen(type);
        }
    }

    /** The type to declare a component with, if its own is too narrow for tracers or the lists and maps of results; else null. */
    private static Class<?> wider(Class<?> declared) {
        if (declared.isArray()) {
            var element = wider(declared.componentType());
            return element == null ? null : element.arrayType();
        }
        if (Array.class.isAssignableFrom(declared)) return declared == Array.class ? null : Array.class;
        if (Map.class.isAssignableFrom(declared)) return declared == Map.class ? null : Map.class;
        if (Set.class.isAssignableFrom(declared)) return declared == Set.class ? null : Set.class;
        if (!Collection.class.isAssignableFrom(declared) || declared.isAssignableFrom(List.class)) return null;
        return List.class;
    }

    private static Kind tooNarrow(Class<?> type, RecordComponent component, Class<?> wider) {
        var reason = "declares %s as %s".formatted(component.getName(), component.getType().getSimpleName());
        return new Kind.Refused(type, reason, "declare it as " + wider.getSimpleName());
    }

    private static Kind notOpen(Class<?> type) {
        var module = type.getModule().getName();
        var mend = "write \"%s\" in module-info of %s, or make the record public and export its package";
        return new Kind.Refused(type, "module %s does not open to us".formatted(module), mend.formatted(opens(type), module));
    }

    private static String opens(Class<?> type) {
        var ours = Tree.class.getModule();
        return "opens " + type.getPackageName() + (ours.isNamed() ? " to " + ours.getName() : "") + ";";
    }
}

package jacobi.tree;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jacobi.core.Array;

/**
 * Which classes may be constants in a tree: immutable, and compared by value. They are enums, the JDK's values (numbers, strings,
 * dates, …), other classes with an {@code equals} of their own and none but final fields, none of which can hold an array; and
 * functions, which are compared by identity.
 */
final class Constants {
    private static final String MEND = "make it an Array, or a record, an enum, a number or a String";
    private static final String CHANGES = "can change after it was compared";
    private static final Set<Class<?>> VALUES = Set.of(
            Boolean.class, Character.class, Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class,
            String.class, BigInteger.class, BigDecimal.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class,
            Class.class, UUID.class, Locale.class, Currency.class, URI.class, File.class);

    private Constants() {}

    /** Why a class may not be static; null if it may. */
    static Kind.Refused objection(Class<?> type) {
        if (VALUES.contains(type) || Enum.class.isAssignableFrom(type) || isLambda(type)) return null;
        if (type.getName().startsWith("java.time.") || Path.class.isAssignableFrom(type)) return null;
        if (type.isArray()) return new Kind.Refused(type, CHANGES, "make it an Array, or, to keep it constant, a List");
        if (isOfTheJdk(type)) return new Kind.Refused(type, CHANGES, MEND);
        return objectionToFields(type);
    }

    private static Kind.Refused objectionToFields(Class<?> type) {
        for (var field : fields(type)) {
            if (mayHoldArrays(field.getGenericType(), new HashSet<>()))
                return new Kind.Refused(type, "is no record, and may hold arrays in " + field.getName(), "make it a record");
            if (!Modifier.isFinal(field.getModifiers()))
                return new Kind.Refused(type, "can change: %s is not final".formatted(field.getName()), MEND);
        }
        return hasEquals(type) || isFunction(type) ? null : new Kind.Refused(type, "has no equals of its own", MEND);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(type.getName()::startsWith);
    }

    /** What a compiled function is made of; the arrays it captured are none of the tree's. */
    private static boolean isOurs(Class<?> type) { return type.getName().startsWith("jacobi."); }

    private static boolean isLambda(Class<?> type) { return type.isHidden() && type.isSynthetic(); }

    /** Whether a class, one it extends or an interface of theirs says that it is a function. */
    private static boolean isFunction(Class<?> type) {
        return type != null && (type.isAnnotationPresent(FunctionalInterface.class) || isFunction(type.getSuperclass())
                || Stream.of(type.getInterfaces()).anyMatch(Constants::isFunction));
    }

    private static boolean hasEquals(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new LinkageError("every class has equals", e);
        }
    }

    private static List<Field> fields(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass())
            for (var f : c.getDeclaredFields()) if (!Modifier.isStatic(f.getModifiers())) fields.add(f);
        return fields;
    }

    /** Whether a field of a type could lead to an array; by what is declared, as a field of interface type tells nothing. */
    private static boolean mayHoldArrays(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType p)
            return mayHoldArrays(p.getRawType(), seen) || anyMayHold(p.getActualTypeArguments(), seen);
        if (type instanceof GenericArrayType a) return mayHoldArrays(a.getGenericComponentType(), seen);
        if (!(type instanceof Class<?> c)) return true;                                  // a type variable or wildcard
        if (c.isArray()) return mayHoldArrays(c.componentType(), seen);
        if (c == Object.class || Array.class.isAssignableFrom(c)) return true;
        if (c.isPrimitive() || c.isInterface() || c.isEnum() || isOfTheJdk(c) || isOurs(c) || !seen.add(c)) return false;
        return anyMayHold(fields(c).stream().map(Field::getGenericType).toArray(Type[]::new), seen);
    }

    private static boolean anyMayHold(Type[] types, Set<Class<?>> seen) {
        return Stream.of(types).anyMatch(t -> mayHoldArrays(t, seen));
    }
}

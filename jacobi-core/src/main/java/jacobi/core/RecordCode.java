package jacobi.core;

import static java.lang.classfile.ClassFile.*;
import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes records of one class apart and puts them together, by code generated for the class: a hidden nestmate of the record, so
 * that private records are read too. It knows interfaces of the JDK only, as the record's class loader need not know us.
 * @param reader gives the components of a record to a consumer, the last one first
 * @param maker  calls the canonical constructor with the components from a supplier, the first one first
 */
record RecordCode(BiConsumer<Object, Consumer<Object>> reader, Function<Supplier<Object>, Object> maker) {
    private static final ClassDesc READER = BiConsumer.class.describeConstable().orElseThrow();
    private static final ClassDesc MAKER = Function.class.describeConstable().orElseThrow();
    private static final ClassDesc CONSUMER = Consumer.class.describeConstable().orElseThrow();
    private static final ClassDesc SUPPLIER = Supplier.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_void, CD_Object, CD_Object);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, CD_Object);
    private static final MethodTypeDesc ACCEPT = MethodTypeDesc.of(CD_void, CD_Object);
    private static final MethodTypeDesc GET = MethodTypeDesc.of(CD_Object);

    /** @throws IllegalAccessException if the record is not open to us */
    static RecordCode of(Class<?> type) throws IllegalAccessException {
        RecordCode.class.getModule().addReads(type.getModule());
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return type.isHidden() ? RecordHandles.code(type, lookup) : generate(type, lookup);
        } catch (IllegalAccessException closed) {
            return RecordHandles.code(type, MethodHandles.lookup());
        }
    }

    @SuppressWarnings("unchecked") // the generated class implements both
    private static RecordCode generate(Class<?> type, Lookup lookup) throws IllegalAccessException {
        try {
            var hidden = lookup.defineHiddenClass(bytes(type), true, Lookup.ClassOption.NESTMATE);
            var code = hidden.findConstructor(hidden.lookupClass(), java.lang.invoke.MethodType.methodType(void.class)).invoke();
            return new RecordCode((BiConsumer<Object, Consumer<Object>>) code, (Function<Supplier<Object>, Object>) code);
        } catch (IllegalAccessException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("code for " + type, e);
        }
    }

    private static byte[] bytes(Class<?> type) {
        var record = desc(type);
        var components = type.getRecordComponents();
        return ClassFile.of().build(ClassDesc.of(type.getName() + "$$Tree"), c -> c
                .withFlags(ACC_FINAL | ACC_SYNTHETIC).withInterfaceSymbols(READER, MAKER)
                .withMethodBody(INIT_NAME, MTD_void, ACC_PUBLIC, RecordCode::construct)
                .withMethodBody("accept", READ, ACC_PUBLIC, m -> read(m, record, components))
                .withMethodBody("apply", MAKE, ACC_PUBLIC, m -> make(m, record, components)));
    }

    private static void construct(CodeBuilder m) { m.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_(); }

    private static void read(CodeBuilder m, ClassDesc record, RecordComponent[] components) {
        m.aload(1).checkcast(record).astore(1).aload(2).checkcast(CONSUMER).astore(2);
        for (int i = components.length - 1; i >= 0; i--) {
            var type = desc(components[i].getType());
            m.aload(2).aload(1).invokevirtual(record, components[i].getName(), MethodTypeDesc.of(type));
            box(m, type);
            m.invokeinterface(CONSUMER, "accept", ACCEPT);
        }
        m.return_();
    }

    private static void make(CodeBuilder m, ClassDesc record, RecordComponent[] components) {
        var types = Arrays.stream(components).map(c -> desc(c.getType())).toArray(ClassDesc[]::new);
        m.aload(1).checkcast(SUPPLIER).astore(1).new_(record).dup();
        for (var type : types) {
            m.aload(1).invokeinterface(SUPPLIER, "get", GET);
            unbox(m, type);
        }
        m.invokespecial(record, INIT_NAME, MethodTypeDesc.of(CD_void, types)).areturn();
    }

    private static void box(CodeBuilder m, ClassDesc type) {
        if (type.isPrimitive()) m.invokestatic(wrapper(type), "valueOf", MethodTypeDesc.of(wrapper(type), type));
    }

    private static void unbox(CodeBuilder m, ClassDesc type) {
        if (!type.isPrimitive()) m.checkcast(type);
        else m.checkcast(wrapper(type)).invokevirtual(wrapper(type), type.displayName() + "Value", MethodTypeDesc.of(type));
    }

    private static ClassDesc wrapper(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> CD_Boolean;
            case BYTE -> CD_Byte;
            case SHORT -> CD_Short;
            case CHAR -> CD_Character;
            case INT -> CD_Integer;
            case LONG -> CD_Long;
            case FLOAT -> CD_Float;
            case DOUBLE -> CD_Double;
            case REFERENCE, VOID -> throw JacobiError.bug("%s has no wrapper", primitive.displayName());
        };
    }

    private static ClassDesc desc(Class<?> type) { return type.describeConstable().orElseThrow(); }
}

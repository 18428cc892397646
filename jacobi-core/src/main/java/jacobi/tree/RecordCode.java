package jacobi.tree;

import static java.lang.classfile.ClassFile.*;
import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes records of one class apart and puts them together, by a hidden class generated for it. The generated class knows
 * interfaces of the JDK only, as the record's class loader need not know us.
 * @param reader gives the components of a record to a consumer, the last one first
 * @param maker  calls the canonical constructor with the components from a supplier, the first one first
 */
record RecordCode(BiConsumer<Object, Consumer<Object>> reader, Function<Supplier<Object>, Object> maker) {
    private static final ClassDesc READER = desc(BiConsumer.class), MAKER = desc(Function.class);
    private static final ClassDesc CONSUMER = desc(Consumer.class), SUPPLIER = desc(Supplier.class);
    private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_void, CD_Object, CD_Object);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, CD_Object);
    private static final MethodTypeDesc ACCEPT = MethodTypeDesc.of(CD_void, CD_Object), GET = MethodTypeDesc.of(CD_Object);

    /** How generated code gets at a record. */
    interface Access {
        int size();
        /** Pushes component {@code i} of the record in local variable 1, boxed. */
        void read(CodeBuilder m, int i);
        /** Starts a call of the constructor. */
        void begin(CodeBuilder m);
        /** Makes the boxed component {@code i} on the stack an argument of the constructor. */
        void argument(CodeBuilder m, int i);
        /** Calls the constructor, and leaves the record on the stack. */
        void end(CodeBuilder m);
        /** The class, made from its bytes. */
        Lookup define(byte[] bytes) throws IllegalAccessException;
        /** A class name in the package where the class is defined. */
        String name();
    }

    /** @throws IllegalAccessException if the record is not open to us */
    static RecordCode of(Class<?> type) throws IllegalAccessException {
        var lookup = lookup(type);
        return generate(lookup.hasFullPrivilegeAccess() && !type.isHidden() && lookup.lookupClass() == type
                ? new NestmateAccess(type, lookup) : HandleAccess.of(type, lookup));
    }

    /** The widest access to the record: private; private but in another module, where no class can be defined; or public. */
    private static Lookup lookup(Class<?> type) {
        RecordCode.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException closed) {
            return MethodHandles.lookup();
        }
    }

    @SuppressWarnings("unchecked") // the generated class implements both
    private static RecordCode generate(Access access) throws IllegalAccessException {
        var hidden = access.define(bytes(access));
        try {
            var code = hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
            return new RecordCode((BiConsumer<Object, Consumer<Object>>) code, (Function<Supplier<Object>, Object>) code);
        } catch (Throwable e) {
            throw new LinkageError("code for " + access.name(), e);
        }
    }

    private static byte[] bytes(Access access) {
        return ClassFile.of().build(ClassDesc.of(access.name()), c -> c
                .withFlags(ACC_FINAL | ACC_SYNTHETIC).withInterfaceSymbols(READER, MAKER)
                .withMethodBody(INIT_NAME, MTD_void, ACC_PUBLIC, RecordCode::construct)
                .withMethodBody("accept", READ, ACC_PUBLIC, m -> read(m, access))
                .withMethodBody("apply", MAKE, ACC_PUBLIC, m -> make(m, access)));
    }

    private static void construct(CodeBuilder m) { m.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_(); }

    private static void read(CodeBuilder m, Access access) {
        m.aload(2).checkcast(CONSUMER).astore(2);
        for (int i = access.size() - 1; i >= 0; i--) {
            m.aload(2);
            access.read(m, i);
            m.invokeinterface(CONSUMER, "accept", ACCEPT);
        }
        m.return_();
    }

    private static void make(CodeBuilder m, Access access) {
        m.aload(1).checkcast(SUPPLIER).astore(1);
        access.begin(m);
        for (int i = 0; i < access.size(); i++) {
            m.aload(1).invokeinterface(SUPPLIER, "get", GET);
            access.argument(m, i);
        }
        access.end(m);
        m.areturn();
    }

    static ClassDesc desc(Class<?> type) { return type.describeConstable().orElseThrow(); }
}

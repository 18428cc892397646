package jacobi.tree;

import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Method handles, as constants of a class of ours. For records of another module, in which no class can be defined; slower than
 * {@link NestmateAccess} to start, and for records of a hundred components.
 * @param handles an accessor for each component, then the constructor; all types erased to Object
 */
record HandleAccess(List<MethodHandle> handles) implements RecordCode.Access {
    private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_Object, CD_Object);

    /** @throws IllegalAccessException if the record is not open to the lookup, and not public */
    static HandleAccess of(Class<?> type, Lookup lookup) throws IllegalAccessException {
        var handles = new ArrayList<MethodHandle>();
        for (var component : type.getRecordComponents()) handles.add(erased(lookup.unreflect(component.getAccessor())));
        handles.add(erased(constructor(type, lookup)));
        return new HandleAccess(handles);
    }

    private static MethodHandle erased(MethodHandle handle) { return handle.asFixedArity().asType(handle.type().generic()); }

    private static MethodHandle constructor(Class<?> type, Lookup lookup) throws IllegalAccessException {
        var types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return lookup.findConstructor(type, MethodType.methodType(void.class, types));
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record has a canonical constructor", e);
        }
    }

    @Override public int size() { return handles.size() - 1; }
    @Override public String name() { return getClass().getName() + "$$Tree"; }
    @Override public Lookup define(byte[] bytes) throws IllegalAccessException {
        return MethodHandles.lookup().defineHiddenClassWithClassData(bytes, handles, true);
    }

    @Override public void read(CodeBuilder m, int i) { invoke(handle(m, i).aload(1), READ); }
    @Override public void begin(CodeBuilder m) { handle(m, size()); }
    @Override public void argument(CodeBuilder m, int i) {}
    @Override public void end(CodeBuilder m) { invoke(m, MethodTypeDesc.of(CD_Object, Collections.nCopies(size(), CD_Object))); }

    private static CodeBuilder handle(CodeBuilder m, int i) {
        return m.ldc(DynamicConstantDesc.ofNamed(BSM_CLASS_DATA_AT, DEFAULT_NAME, CD_MethodHandle, i));
    }

    private static void invoke(CodeBuilder m, MethodTypeDesc type) { m.invokevirtual(CD_MethodHandle, "invokeExact", type); }
}

package jacobi.tree;

import static java.lang.constant.ConstantDescs.*;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles.Lookup;
import jacobi.core.JacobiError;

/** Plain calls from a nestmate of the record, which sees what is private. For records of our module: on the class path, all. */
final class NestmateAccess implements RecordCode.Access {
    private final Class<?> type;
    private final Lookup lookup;
    private final ClassDesc record;
    private final String[] names;
    private final ClassDesc[] types;

    NestmateAccess(Class<?> type, Lookup lookup) {
        this.type = type;
        this.lookup = lookup;
        record = RecordCode.desc(type);
        var components = type.getRecordComponents();
        names = new String[components.length];
        types = new ClassDesc[components.length];
        for (int i = 0; i < components.length; i++) {            // no streams: their lambdas cost 4 ms of a cold start
            names[i] = components[i].getName();
            types[i] = RecordCode.desc(components[i].getType());
        }
    }

    @Override public int size() { return names.length; }
    @Override public String name() { return type.getName() + "$$Tree"; }
    @Override public Lookup define(byte[] bytes) throws IllegalAccessException {
        return lookup.defineHiddenClass(bytes, true, Lookup.ClassOption.NESTMATE);
    }

    @Override public void read(CodeBuilder m, int i) {
        m.aload(1).checkcast(record).invokevirtual(record, names[i], MethodTypeDesc.of(types[i]));
        if (types[i].isPrimitive()) m.invokestatic(wrapper(types[i]), "valueOf", MethodTypeDesc.of(wrapper(types[i]), types[i]));
    }

    @Override public void begin(CodeBuilder m) { m.new_(record).dup(); }
    @Override public void end(CodeBuilder m) { m.invokespecial(record, INIT_NAME, MethodTypeDesc.of(CD_void, types)); }

    @Override public void argument(CodeBuilder m, int i) {
        if (!types[i].isPrimitive()) m.checkcast(types[i]);
        else m.checkcast(wrapper(types[i]))
                .invokevirtual(wrapper(types[i]), types[i].displayName() + "Value", MethodTypeDesc.of(types[i]));
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
}

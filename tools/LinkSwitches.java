import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Links the pattern switches of compiled classes before they run. javac leaves each switch over types to a method that the JVM
 * makes when the switch is first met, which costs a cold process more than a millisecond each, and a first compilation meets
 * dozens; no cache of classes keeps them. Here each becomes a private method of its class that tries the types in turn, as the
 * JVM's own would. Switches with labels that are no types stay as they are.
 *
 * <p>{@code java -cp CLASSPATH LinkSwitches.java FOLDER…} rewrites the class files in some folders; the class path has all
 * classes that these name.
 */
public final class LinkSwitches {
    private static final String BOOTSTRAP = "java/lang/runtime/SwitchBootstraps";

    public static void main(String[] folders) throws IOException {
        var hierarchy = ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader());
        var format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy),
                ClassFile.ConstantPoolSharingOption.NEW_POOL);
        for (var folder : folders) {
            List<Path> classes;
            try (var files = Files.walk(Path.of(folder))) {
                classes = files.filter(f -> f.toString().endsWith(".class")).toList();
            }
            for (var file : classes) link(file, format);
        }
    }

    private static void link(Path file, ClassFile format) throws IOException {
        var bytes = Files.readAllBytes(file);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(BOOTSTRAP)) return;
        var switches = new LinkSwitches(format.parse(bytes));
        var linked = switches.linked(format);
        if (!switches.switches.isEmpty()) Files.write(file, linked);
    }

    private record Switch(String name, MethodTypeDesc type, List<ClassDesc> labels) {}

    private final ClassModel model;
    private final List<Switch> switches = new ArrayList<>();

    private LinkSwitches(ClassModel model) { this.model = model; }

    private byte[] linked(ClassFile format) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        var calls = ClassTransform.transformingMethodBodies(this::call);
        var methods = ClassTransform.endHandler(c -> switches.forEach(s -> c.withMethodBody(s.name, s.type, flags,
                code -> write(s, code))));
        return format.transformClass(model, calls.andThen(methods));
    }

    private void call(CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeDynamicInstruction i) || !isOfTypes(i)) {
            code.with(element);
            return;
        }
        var s = new Switch("typeSwitch$" + switches.size(), i.typeSymbol(), i.bootstrapArgs().stream().map(ClassDesc.class::cast)
                .toList());
        switches.add(s);
        code.invokestatic(model.thisClass().asSymbol(), s.name, s.type, model.flags().has(AccessFlag.INTERFACE));
    }

    private static boolean isOfTypes(InvokeDynamicInstruction i) {
        var bootstrap = i.bootstrapMethod();
        for (ConstantDesc label : i.bootstrapArgs()) if (!(label instanceof ClassDesc)) return false;
        return bootstrap.methodName().equals("typeSwitch") && bootstrap.owner().descriptorString().equals("L" + BOOTSTRAP + ";");
    }

    /** Code for −1 for null, or the first label, from a given one on, that an object is an instance of, or how many there are. */
    private static void write(Switch s, CodeBuilder code) {
        int object = 0, from = 1;
        code.aload(object).ifThen(Opcode.IFNULL, no -> no.loadConstant(-1).ireturn());
        for (int k = 0; k < s.labels.size(); k++) {
            var next = code.newLabel();
            code.iload(from).loadConstant(k).if_icmpgt(next);
            code.aload(object).instanceOf(s.labels.get(k)).ifeq(next);
            code.loadConstant(k).ireturn().labelBinding(next);
        }
        code.loadConstant(s.labels.size()).ireturn();
    }
}

package jacobi.cpu;

/** Reports of failed checks: which check, and the index that failed, into the call's status block; the least check stays. */
final class CheckWriter {
    /** Words of the status block: a lock, the check that failed first plus one (0: none), the index, a request to stop. */
    static final int LOCK = 0, CHECK = 1, INDEX = 2, STOP = 3, WORDS = 8;

    private final IrModule module;
    private final Pointers pointers;

    CheckWriter(IrModule module, Pointers pointers) {
        this.module = module;
        this.pointers = pointers;
    }

    /** Reports the index of the first lane that is wrong, if one is. */
    void report(Text text, int check, String index, String wrong, int lanes) {
        module.declare("@check.failed", () -> FAILED);
        var any = new MathCalls(module).any(text, lanes, wrong);
        var function = text.function;
        String failed = function.block("failed"), on = function.block("checked");
        text.line("br i1 " + any + ", label %" + failed + ", label %" + on + ", !prof !1");
        text.open(failed);
        var status = text.let("load ptr, ptr " + pointers.context());
        text.line("call void @check.failed(ptr " + status + ", i64 " + (check + 1) + ", i64 " + first(text, index, wrong, lanes)
                + ")");
        text.line("br label %" + on);
        text.open(on);
    }

    private String first(Text text, String index, String wrong, int lanes) {
        if (lanes == 0) return index;
        var bits = text.let("bitcast <" + lanes + " x i1> " + wrong + " to i" + lanes);
        var name = "@llvm.cttz.i" + lanes;
        module.declare(name, () -> "declare i" + lanes + " " + name + "(i" + lanes + ", i1)");
        var lane = text.let("call i" + lanes + " " + name + "(i" + lanes + " " + bits + ", i1 false)");
        return text.let("extractelement " + Lanes.type("i64", lanes) + " " + index + ", i" + lanes + " " + lane);
    }

    private static final String FAILED = """
            define internal void @check.failed(ptr %status, i64 %check, i64 %index) #1 {
            entry:
              br label %lock
            lock:
              %taken = cmpxchg ptr %status, i64 0, i64 1 acquire monotonic
              %mine = extractvalue { i64, i1 } %taken, 1
              br i1 %mine, label %compare, label %lock
            compare:
              %slot = getelementptr i64, ptr %status, i64 1
              %old = load i64, ptr %slot
              %none = icmp eq i64 %old, 0
              %earlier = icmp ult i64 %check, %old
              %tell = or i1 %none, %earlier
              br i1 %tell, label %write, label %done
            write:
              store i64 %check, ptr %slot
              %place = getelementptr i64, ptr %status, i64 2
              store i64 %index, ptr %place
              br label %done
            done:
              store atomic i64 0, ptr %status release, align 8
              ret void
            }""";
}

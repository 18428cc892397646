package jacobi.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Shape;

/**
 * Just enough of StableHLO's text form to read the programs by which it is tested: functions, statements, their parts as text.
 */
final class MlirText {
    /** What a program holds that these tests do not read. */
    static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unread(String what) { super(what); }
    }

    record Function(List<String> arguments, List<Statement> body) {}

    /**
     * An operation.
     * @param results  the names that it defines
     * @param text     all after the operation's name
     * @param operands the names that it uses, regions and attributes apart
     * @param regions  its regions, of the arguments' names and the statements
     */
    record Statement(List<String> results, String operation, String text, List<String> operands, List<Function> regions) {
        /**
         * The numbers of a list attribute such as {@code dims = [0, 1]} or {@code dims = array<i64: 0, 1>}; empty if there is
         * none.
         */
        int[] ints(String name) {
            var m = Pattern.compile("\\b" + name + " = (?:dense<)?(?:array<i\\d+(?::|>))?\\[?([-\\d, ]*)").matcher(text);
            if (!m.find() || m.group(1).isBlank()) return new int[0];
            return Pattern.compile(",").splitAsStream(m.group(1)).mapToInt(s -> Integer.parseInt(s.trim())).toArray();
        }

        long[] longs(String name) { return java.util.Arrays.stream(ints(name)).asLongStream().toArray(); }

        String word(String name) {
            var m = Pattern.compile("\\b" + name + "[ =]+(?:#stablehlo<\\w+ )?(\\w+)").matcher(text);
            return m.find() ? m.group(1) : "";
        }

        /** The types after the last colon, behind the arrow if there is one. */
        List<ArrayType> resultTypes() {
            int colon = lastTopLevel(text, " : "), arrow = text.indexOf("->", colon);
            var types = new ArrayList<ArrayType>();
            var m = TENSOR.matcher(text.substring(Math.max(0, Math.max(colon, arrow))));
            while (m.find()) types.add(type(m));
            if (types.isEmpty()) throw new Unread("no type of an array");
            return types;
        }
    }

    private static final Pattern TENSOR = Pattern.compile("tensor<((?:\\d+x)*)(complex<f\\d+>|\\w+)>");
    private static final Pattern FUNCTION = Pattern.compile("func\\.func (?:public |private )?@(\"[^\"]*\"|\\w+)\\(");
    private static final Pattern HEAD = Pattern.compile("(?:([%\\w:, ]+?) = )?(\"?)([\\w.]+)\\2(.*)", Pattern.DOTALL);
    private static final Pattern NEXT =
            Pattern.compile("\\s*(%[\\w:, %]+ = |(stablehlo|chlo|check|func|interpreter)\\.|\"|call |return\\b|\\}|$)");
    private static final Pattern VALUE = Pattern.compile("%\\w+(#\\d+)?");

    private MlirText() {}

    static Map<String, Function> functions(String source) {
        var text = source.replaceAll("(?m)//.*$", "");
        var functions = new HashMap<String, Function>();
        for (var m = FUNCTION.matcher(text); m.find();) {
            int close = closing(text, m.end() - 1), open = body(text, close + 1);
            functions.put(m.group(1),
                    new Function(values(text.substring(m.end(), close)),
                    statements(text.substring(open + 1, closing(text, open)))));
        }
        return functions;
    }

    private static int body(String text, int from) {
        for (int i = from;; i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '{' && text.substring(from, i).trim().endsWith("attributes")) i = closing(text, i);
            else if (c == '{') return i;
        }
    }

    private static List<Statement> statements(String text) {
        var statements = new ArrayList<Statement>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && "([{\"".indexOf(text.charAt(i)) >= 0) i = closing(text, i);
            else if (i == text.length() || text.charAt(i) == '\n' && NEXT.matcher(text.substring(i + 1)).lookingAt()) {
                if (!text.substring(start, i).isBlank()) statements.add(statement(text.substring(start, i).trim()));
                start = i;
            }
        }
        return statements;
    }

    private static Statement statement(String text) {
        var m = HEAD.matcher(text);
        if (!m.matches()) throw new Unread(text.split("\n")[0]);
        var rest = m.group(4);
        return new Statement(m.group(1) == null ? List.of() : results(m.group(1)), m.group(3), rest, operands(rest),
                regions(rest));
    }

    private static List<String> results(String text) {
        var results = new ArrayList<String>();
        for (var part : text.split(",")) {
            var name = part.trim().split(":");
            if (name.length == 1) results.add(name[0]);
            else for (int i = 0; i < Integer.parseInt(name[1]); i++) results.add(name[0] + "#" + i);
        }
        return results;
    }

    private static List<String> operands(String text) {
        if (text.startsWith("(") && !text.startsWith("(%iterArg") && !text.contains(" init: "))
            return values(text.substring(0, closing(text, 0)));
        int end = text.length();
        for (var stop : List.of("{", "reducer(", " : ")) if (text.contains(stop)) end = Math.min(end, text.indexOf(stop));
        return values(text.substring(0, end));
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Generic regions {@code ({^bb0(…): …}, {…})}, and those of the short forms of while and reduce. */
    private static List<Function> regions(String text) {
        var regions = new ArrayList<Function>();
        var m = Pattern.compile("\\(\\{|\\}, \\{|\\b(?:cond|do) \\{|reducer\\(").matcher(text);
        for (int from = 0; m.find(from);) {
            if (m.group().startsWith("reducer")) {
                int open = text.indexOf('{', m.end());
                var types = text.substring(m.end(), open);
                regions.add(new Function(values(types), statements(text.substring(open + 1, closing(text, open)))));
                from = closing(text, open);
            } else {
                int open = m.end() - 1, close = closing(text, open);
                regions.add(region(text.substring(open + 1, close)));
                from = close;
            }
        }
        return regions;
    }

    private static Function region(String text) {
        var m = Pattern.compile("\\s*\\^bb0\\(").matcher(text);
        if (!m.lookingAt()) return new Function(List.of(), statements(text));
        int close = closing(text, m.end() - 1);
        return new Function(values(text.substring(m.end(), close)), statements(text.substring(text.indexOf(':', close) + 1)));
    }

    /** The bracket or quote that closes the one at a position. */
    static int closing(String text, int open) {
        char o = text.charAt(open);
        if (o == '"') return text.indexOf('"', open + 1);
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("([{\"".indexOf(c) >= 0) i = closing(text, i);
            else if (")]}".indexOf(c) >= 0) return i;
        }
        throw new Unread("no end of " + text.substring(open, Math.min(text.length(), open + 40)));
    }

    private static int lastTopLevel(String text, String what) {
        int last = -1;
        for (int i = 0; i < text.length(); i++) {
            if ("([{\"".indexOf(text.charAt(i)) >= 0) i = closing(text, i);
            else if (text.startsWith(what.strip(), i) && text.charAt(Math.max(0, i - 1)) != ':') last = i;
        }
        return last;
    }

    static ArrayType type(String text) {
        var m = TENSOR.matcher(text);
        if (!m.find()) throw new Unread("type " + text);
        return type(m);
    }

    private static ArrayType type(Matcher m) {
        var dims = m.group(1).isEmpty() ? new long[0]
                : Pattern.compile("x").splitAsStream(m.group(1)).mapToLong(Long::parseLong).toArray();
        return new ArrayType(dtype(m.group(2)), Shape.of(dims));
    }

    private static DType dtype(String name) {
        return switch (name) {
            case "i1" -> DType.PRED;
            case "i8" -> DType.S8;
            case "i16" -> DType.S16;
            case "i32" -> DType.S32;
            case "i64" -> DType.S64;
            case "ui8" -> DType.U8;
            case "ui16" -> DType.U16;
            case "ui32" -> DType.U32;
            case "ui64" -> DType.U64;
            case "f16" -> DType.F16;
            case "bf16" -> DType.BF16;
            case "f32" -> DType.F32;
            case "f64" -> DType.F64;
            case "complex<f32>" -> DType.C64;
            case "complex<f64>" -> DType.C128;
            default -> throw new Unread("element type " + name);
        };
    }
}

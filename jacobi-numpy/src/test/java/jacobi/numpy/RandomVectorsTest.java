package jacobi.numpy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.InputStreamReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, bits and samplers give the published numbers: the vectors of {@code random.json}, which says where they are from. */
class RandomVectorsTest {
    static Stream<Named<JsonObject>> vectors() throws IOException {
        try (var in = RandomVectorsTest.class.getResourceAsStream("random.json"); var reader = new InputStreamReader(in, UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("vectors").asList().stream()
                    .map(JsonElement::getAsJsonObject).map(v -> Named.of(title(v), v));
        }
    }

    private static String title(JsonObject v) {
        return Stream.of("fn", "args", "seed", "dtype", "shape").map(name -> String.valueOf(v.get(name))).collect(joining(" "));
    }

    @ParameterizedTest(name = "{0}") @MethodSource("vectors")
    void drawIsThePublishedOne(JsonObject v) throws NoSuchAlgorithmException {
        var drawn = draw(v, v.getAsJsonObject("args"));
        assertEquals(shape(v.get("shape")), drawn.shape());
        if (v.has("sha256")) assertEquals(v.get("sha256").getAsString(), digest(drawn.convert(dtype(v))));
        else assertNumbers(v, drawn);
    }

    private static Array draw(JsonObject v, JsonObject args) {
        var shape = shape(v.get("shape"));
        var dtype = dtype(v);
        return switch (v.get("fn").getAsString()) {
            case "threefry2x32" -> hash(words(args.get("key_words")), words(args.get("counter")));
            case "key" -> seed(args.get("seed").getAsLong(), v.get("x64").getAsBoolean());
            case "split" -> key(v).split(shape(args.get("num"))).words();
            case "fold_in" -> key(v).foldIn(args.get("data").getAsLong()).words();
            case "bits" -> Random.bits(key(v), shape, dtype);
            case "uniform" -> Random.uniform(key(v), shape, dtype, number(args, "lo"), number(args, "hi"));
            case "normal" -> Random.normal(key(v), shape, dtype);
            case "randint" -> Random.randint(key(v), shape, integers(args, "lo"), integers(args, "hi"), dtype);
            case "bernoulli" -> Random.bernoulli(key(v), floats(args, "p"), shape, mode(args, "pmode"));
            case "permutation" -> permutation(v, args);
            case "exponential" -> Random.exponential(key(v), shape, dtype);
            case "gumbel" -> Random.gumbel(key(v), shape, dtype, mode(args, "gmode"));
            case "laplace" -> Random.laplace(key(v), shape, dtype);
            case "logistic" -> Random.logistic(key(v), shape, dtype);
            case "cauchy" -> Random.cauchy(key(v), shape, dtype);
            case "truncated_normal" -> Random.truncatedNormal(key(v), number(args, "lower"), number(args, "upper"), shape, dtype);
            case "categorical" -> categorical(v, args);
            case "choice" -> choice(v, args);
            case "multivariate_normal" -> Random.multivariateNormal(key(v), floats(args, "mean"), floats(args, "cov"),
                    shape(args.get("shape")));
            case "chain: split(key,3)[2] -> fold_in(15) -> split[0]" -> key(v).split(3).get(2).foldIn(15).split().get(0).words();
            default -> fail("no such function: " + v.get("fn"));
        };
    }

    private static Array hash(Key key, Key counter) {
        var block = Threefry.hash(key.words(), new Threefry.Block(counter.words().get(0), counter.words().get(1)));
        return Numbers.concatenate(block.high().reshape(1), block.low().reshape(1));
    }

    /** The vectors without 64-bit types cut the seed first. */
    private static Array seed(long seed, boolean wide) { return Key.of(wide ? seed : seed & 0xFFFFFFFFL).words(); }

    private static Array permutation(JsonObject v, JsonObject args) {
        if (args.has("n")) return Random.permutation(key(v), args.get("n").getAsLong());
        assertEquals("iota(12).reshape(4,3)", args.get("x").getAsString());
        var x = Numbers.count(12).reshape(4, 3);
        return Random.permutation(key(v), x, args.get("axis").getAsInt(), args.get("independent").getAsBoolean());
    }

    /** The published shape ends with that of the logits without the axis; here it is what comes before. */
    private static Array categorical(JsonObject v, JsonObject args) {
        var logits = floats(args, "logits");
        var whole = shape(v.get("shape"));
        int axis = args.get("axis").getAsInt();
        boolean replace = !args.has("replace") || args.get("replace").getAsBoolean();
        return Random.categorical(key(v), logits, axis, whole.slice(0, whole.rank() - logits.rank() + 1), replace);
    }

    private static Array integers(JsonObject args, String name) { return Numbers.integers(args.get(name)); }
    private static Array floats(JsonObject args, String name) { return Numbers.floats(args.get(name)); }

    private static Array choice(JsonObject v, JsonObject args) {
        var x = Array.arange(args.get("a").getAsLong());
        boolean replace = args.get("replace").getAsBoolean();
        if (args.get("p").isJsonNull()) return Random.choice(key(v), x, shape(v.get("shape")), replace);
        return Random.choice(key(v), x, shape(v.get("shape")), replace, floats(args, "p"));
    }

    private static Random.Mode mode(JsonObject args, String name) {
        return args.get(name).getAsString().equals("high") ? Random.Mode.HIGH : Random.Mode.LOW;
    }

    private static void assertNumbers(JsonObject v, Array drawn) {
        var expected = v.getAsJsonArray("values");
        if (drawn.dtype().isInexact()) assertFloats(v, expected, Numbers.parts(drawn));
        else assertArrayEquals(expected.asList().stream().mapToLong(Numbers::parseLong).toArray(), Numbers.longs(drawn));
    }

    /** @param given real numbers, or real and imaginary parts by turns */
    private static void assertFloats(JsonObject v, JsonArray expected, double[] given) {
        int parts = dtype(v).isComplex() ? 2 : 1;
        assertEquals(parts * expected.size(), given.length);
        for (int i = 0; i < given.length; i++) {
            var e = expected.get(i / parts);
            double value = Numbers.parseDouble(parts == 1 ? e : e.getAsJsonArray().get(i % parts), dtype(v));
            assertEquals(value, given[i], tolerance(v, value), "element " + i / parts);
        }
    }

    private static double tolerance(JsonObject v, double value) {
        return v.get("compare") instanceof JsonObject c ? number(c, "atol") + number(c, "rtol") * Math.abs(value) : 0;
    }

    private static String digest(Array x) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Numbers.bytes(x)));
    }

    private static Key key(JsonObject v) { return words(v.get("key")); }
    private static Key words(JsonElement hex) {
        var pair = hex.getAsJsonArray();
        return Key.of(Long.decode(pair.get(0).getAsString()) << 32 | Long.decode(pair.get(1).getAsString()));
    }

    private static double number(JsonObject o, String name) { return o.get(name).getAsDouble(); }
    private static Shape shape(JsonElement e) {
        JsonArray dims = e.getAsJsonArray();
        return Shape.of(IntStream.range(0, dims.size()).mapToLong(i -> dims.get(i).getAsLong()).toArray());
    }

    private static DType dtype(JsonObject v) {
        return switch (v.get("dtype").getAsString()) {
            case "bool" -> DType.PRED;
            case "int8" -> DType.S8;
            case "int16" -> DType.S16;
            case "int32" -> DType.S32;
            case "int64" -> DType.S64;
            case "uint8" -> DType.U8;
            case "uint16" -> DType.U16;
            case "uint32" -> DType.U32;
            case "uint64" -> DType.U64;
            case "float16" -> DType.F16;
            case "bfloat16" -> DType.BF16;
            case "float32" -> DType.F32;
            case "float64" -> DType.F64;
            case "complex64" -> DType.C64;
            case "complex128" -> DType.C128;
            default -> fail("no such dtype: " + v.get("dtype"));
        };
    }
}

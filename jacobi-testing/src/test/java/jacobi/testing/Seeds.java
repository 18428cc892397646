package jacobi.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The seeds of programs drawn at random: {@code -Djacobi.seeds=1000:2000} draws others, and as many as one likes. */
final class Seeds {
    private Seeds() {}

    /** Those from 0 up to {@code end}, unless others are asked for. */
    static Stream<Long> upTo(long end) {
        var range = System.getProperty("jacobi.seeds", "0:" + end).split(":");
        return LongStream.range(Long.parseLong(range[0]), Long.parseLong(range[1])).boxed();
    }
}

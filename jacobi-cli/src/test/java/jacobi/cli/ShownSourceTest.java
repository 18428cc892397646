package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a report shows as its program is the program that ran. */
class ShownSourceTest {
    @ParameterizedTest @EnumSource
    void eachPieceStandsInTheProgramToo(Subject subject) throws IOException {
        String name = subject.demo.getClass().getSimpleName();
        String program = joined(Files.readString(Path.of("src/main/java/jacobi/cli", name + ".java")));
        for (String piece : source(subject).split("\n\n"))
            assertEquals(2, program.split(Pattern.quote(joined(piece)), -1).length - 1, () -> name + ": " + piece);
    }

    private static String source(Subject subject) {
        return switch (subject) {
            case DIGITS -> DigitsDemo.SOURCE;
            case SAVINGS -> SavingsDemo.SOURCE;
            case MARKET -> MarketDemo.SOURCE;
        };
    }

    private static String joined(String lines) {
        return lines.strip().replaceAll("\\s+", " ");
    }
}

package jacobi.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

/** Numbers that the demonstrations must reproduce, computed independently of this project in NumPy and SciPy. */
final class References {
    private static final Map<String, Reference> ALL = load();

    private References() {}

    /**
     * A number, and how near to it a result must come.
     * @param value    the number
     * @param relative tolerance, as a share of the number
     * @param absolute tolerance, added to the relative one
     */
    record Reference(double value, double relative, double absolute) {
        /** Whether {@code result} comes near enough. */
        boolean agrees(double result) {
            return Math.abs(result - value) <= absolute + relative * Math.abs(value);
        }
    }

    /** The one of this name, see {@code references.csv}. */
    static Reference of(String name) {
        Reference found = ALL.get(name);
        if (found == null) throw new IllegalArgumentException("no reference is named " + name);
        return found;
    }

    private static Map<String, Reference> load() {
        try (var text = new InputStreamReader(References.class.getResourceAsStream("references.csv"), StandardCharsets.US_ASCII);
             var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().collect(Collectors.toMap(row -> row.getField("name"), References::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reference read(NamedCsvRecord row) {
        return new Reference(number(row, "value"), number(row, "relative tolerance"), number(row, "absolute tolerance"));
    }

    private static double number(NamedCsvRecord row, String field) {
        return Double.parseDouble(row.getField(field));
    }
}

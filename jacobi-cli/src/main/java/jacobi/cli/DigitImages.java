package jacobi.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * Handwritten digits: images of 8 × 8 pixels, and the digits that were meant. Shipped with the command, see NOTICE.
 * @param pixels row-major from the upper left, one row an image, ink from 0 to 1
 * @param digits 0 to 9, as many
 * @see "E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0"
 */
record DigitImages(double[][] pixels, int[] digits) {
    /** Pixels along one side. */
    static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final double FULL_INK = 16;

    /** All 1,797 of them. */
    static DigitImages load() {
        try (var text = new InputStreamReader(DigitImages.class.getResourceAsStream("digits.csv"), StandardCharsets.US_ASCII);
             var reader = CsvReader.builder().ofCsvRecord(text)) {
            List<CsvRecord> rows = reader.stream().toList();
            return new DigitImages(rows.stream().map(DigitImages::ink).toArray(double[][]::new),
                                   rows.stream().mapToInt(row -> Integer.parseInt(row.getField(PIXELS))).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] ink(CsvRecord row) {
        return row.getFields().stream().limit(PIXELS).mapToDouble(field -> Double.parseDouble(field) / FULL_INK).toArray();
    }

    /** Those from {@code start} up to but not including {@code end}. */
    DigitImages rows(int start, int end) {
        return new DigitImages(Arrays.copyOfRange(pixels, start, end), Arrays.copyOfRange(digits, start, end));
    }

    /** How many. */
    int count() {
        return digits.length;
    }
}

package jacobi.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test void wordsStandLeftAndNumbersRight() {
        var table = Table.of("market", "goods", "Δ").row("small", 2, "1e-9").row("größer", 2000, "−3.5");
        assertEquals("""
            market  goods     Δ
            ──────  ─────  ────
            small       2  1e-9
            größer   2000  −3.5""", table.toString());
    }

    @Test void aTableWithoutRowsIsItsHead() {
        assertEquals("a  b\n─  ─", Table.of("a", "b").toString());
    }

    @Test void aRowOfAnotherLengthIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> Table.of("a", "b").row(1));
        assertEquals("a row of 1 cells in a table of 2 columns: [1]", error.getMessage());
    }

    @Test void methodsLeaveTheTableAlone() {
        var table = Table.of("a");
        assertEquals(List.of(), table.rows());
        assertEquals(1, table.row(1).rows().size());
        assertEquals(List.of(), table.rows());
    }
}

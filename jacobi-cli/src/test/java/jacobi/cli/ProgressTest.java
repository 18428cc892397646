package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test void nothingIsShownToNobody() {
        assertSame(Progress.Work.SILENT, new Progress(false).begin("work", 3));
    }
}

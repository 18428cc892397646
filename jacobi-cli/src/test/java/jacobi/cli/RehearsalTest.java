package jacobi.cli;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test void allOfItRuns() {
        Rehearsal.main(new String[0]);
    }
}

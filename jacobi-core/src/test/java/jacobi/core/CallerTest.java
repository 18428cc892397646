package jacobi.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class CallerTest {
    /** The first lines of a process are noted, later ones walked to; all of them are the same here. */
    @Test void isTheSameHoweverItIsFound() {
        var found = Frame.walk();
        assertNotNull(found);
        for (int i = 0; i < 5000; i++) assertEquals(found, Caller.here().frame());
    }
}

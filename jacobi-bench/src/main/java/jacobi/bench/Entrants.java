package jacobi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The systems that take part, Jacobi first, and the folder where the others' sources are laid out. */
final class Entrants implements AutoCloseable {
    private final List<Entrant> all = new ArrayList<>();
    private final Workshop workshop;

    private Entrants(Workshop workshop) {
        this.workshop = workshop;
        all.add(new JvmEntrant(JvmEntrant.JACOBI, workshop));
    }

    /** @param notes takes a sentence for each that is not there */
    static Entrants of(boolean peers, Consumer<String> notes) throws IOException {
        var entrants = new Entrants(new Workshop());
        if (peers) entrants.addPeers(notes);
        return entrants;
    }

    private void addPeers(Consumer<String> notes) {
        all.add(new JvmEntrant(JvmEntrant.JAVA, workshop));
        if (Cores.onPath("gcc")) all.addAll(List.of(CEntrant.fast(workshop), CEntrant.strict(workshop)));
        else notes.accept("c does not take part: there is no gcc");
        Optional<Path> python = JaxEntrant.interpreter();
        if (python.isPresent()) all.add(new JaxEntrant(python.get(), workshop));
        else notes.accept("jax does not take part: %s names no Python".formatted(JaxEntrant.VARIABLE));
    }

    List<Entrant> all() {
        return List.copyOf(all);
    }

    @Override public void close() throws IOException {
        workshop.close();
    }
}

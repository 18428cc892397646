package jacobi.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The JDK's cache of loaded classes, as a program that is delivered would bring it along: classes lie in jars, and a training run
 * has written down which of them are needed. It holds nothing that Jacobi compiles.
 */
record ClassCache(Workshop workshop) {
    /** The command of a JVM that runs a class on an argument with a cache made for just that. */
    List<String> command(Class<?> main, String argument) throws IOException, Entrant.UnfitException {
        Path cache = workshop.product(main.getSimpleName() + argument + ".aot");
        if (!Files.exists(cache)) train(command("AOTCacheOutput", cache, main, argument));
        return command("AOTCache", cache, main, argument);
    }

    private List<String> command(String flag, Path cache, Class<?> main, String argument)
            throws IOException, Entrant.UnfitException {
        var command = new ArrayList<>(JvmEntrant.flags());
        command.removeIf(each -> each.startsWith("-XX:AOT"));                   // this JVM's own cache
        command.addAll(List.of("-XX:%s=%s".formatted(flag, cache), "-cp", jars(), main.getName(), argument));
        return command;
    }

    private static void train(List<String> command) throws IOException, Entrant.UnfitException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (process.waitFor() != 0) throw new Entrant.UnfitException("no cache of classes could be made");
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** The class path of this JVM, each folder on it packed into a jar. */
    private String jars() throws IOException, Entrant.UnfitException {
        var jars = new ArrayList<String>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator))
            jars.add(Files.isDirectory(Path.of(part)) ? packed(part, jars.size()) : part);
        return String.join(File.pathSeparator, jars);
    }

    private String packed(String folder, int number) throws Entrant.UnfitException {
        String jar = workshop.product(number + ".jar").toString();
        if (Files.exists(Path.of(jar))) return jar;
        var tool = ToolProvider.findFirst("jar").orElseThrow(() -> new Entrant.UnfitException("this JDK packs no jars"));
        var silent = new PrintStream(OutputStream.nullOutputStream());
        if (tool.run(silent, silent, "--create", "--file", jar, "-C", folder, ".") != 0)
            throw new Entrant.UnfitException("the folder %s cannot be packed".formatted(folder));
        return jar;
    }
}

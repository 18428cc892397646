/** The command jacobi. */
module jacobi.cli {
    requires jacobi.core;
    requires jacobi.numpy;
    requires jacobi.cpu;
    requires jacobi.plot;
    requires jacobi.bench;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires de.siegmar.fastcsv;

    opens jacobi.cli to info.picocli;
}

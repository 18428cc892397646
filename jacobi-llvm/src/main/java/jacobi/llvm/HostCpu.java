package jacobi.llvm;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The processor that code is generated for, as LLVM knows it.
 *
 * @param triple   LLVM's name of the platform: {@code x86_64-unknown-linux-gnu}
 * @param name     LLVM's name of the processor: {@code znver4}
 * @param features LLVM's feature list: {@code +avx2,-avx512f,…}
 */
public record HostCpu(String triple, String name, String features) {
    /** Whether a feature, {@code avx512f} for instance, is there. */
    public boolean has(String feature) {
        return present().contains(feature);
    }

    /** Bits of the widest vectors that the processor computes on: 512, 256 or 128. */
    public int vectorBits() {
        if (has("avx512f")) return 512;
        return has("avx2") ? 256 : 128;
    }

    private Set<String> present() {
        return Arrays.stream(features.split(",")).filter(f -> f.startsWith("+")).map(f -> f.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package jacobi.llvm;

import java.util.List;

/**
 * The shared libraries of one published native jar that this process loads: a library and, before it, those it leans on.
 *
 * @param name       short name, which also names its folder in the cache: {@code llvm}
 * @param folder     resource folder that holds one folder a platform: {@code org/bytedeco/llvm}
 * @param module     name of the jar's module, without the platform: {@code org.bytedeco.llvm}
 * @param libraries  file names the library may have, the first that exists is taken
 * @param companions file names to load before it, in this order; one that the jar lacks is left to the system
 */
public record NativeBundle(String name, String folder, String module, List<String> libraries, List<String> companions) {
    public NativeBundle {
        libraries = List.copyOf(libraries);
        companions = List.copyOf(companions);
    }

    /** Path of {@code file} as a resource on {@code platform}. */
    String resource(Platform platform, String file) {
        return folder + "/" + platform + "/" + file;
    }

    /** Name of the module that carries the natives of {@code platform}: {@code org.bytedeco.llvm.linux.x86_64}. */
    String module(Platform platform) {
        return module + "." + platform.os() + "." + platform.arch();
    }
}

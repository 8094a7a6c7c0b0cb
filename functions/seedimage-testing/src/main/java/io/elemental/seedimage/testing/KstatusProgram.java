package io.elemental.seedimage.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The library that GitOps tools ask, as a program: SEEDIMAGE_KSTATUS says where, or the testbed builds it. */
public final class KstatusProgram {

    private final Path program;

    private KstatusProgram(Path program) {
        this.program = program;
    }

    /** Skips the test where it is not there; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static KstatusProgram orSkip() {
        var program = StoreProgram.find("SEEDIMAGE_KSTATUS", "kstatus/kstatus");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing(
                    "no kstatus at %s; scripts/testbed/testbed build kstatus makes it".formatted(program));
        }
        return new KstatusProgram(program);
    }

    /**
     * What each object of a list counts as, by its name.
     *
     * @param list a file with what {@code kubectl get -o json} prints
     */
    public Map<String, String> of(Path list) {
        var found = new LinkedHashMap<String, String>();
        ExternalCommand.run(
                        Objects.requireNonNull(list.toAbsolutePath().getParent()), program.toString(), list.toString())
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> found.put(words[0], words[1]));
        return found;
    }
}

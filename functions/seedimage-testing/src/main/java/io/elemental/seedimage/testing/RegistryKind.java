package io.elemental.seedimage.testing;

import java.nio.file.Files;
import java.util.List;

/** Registries that run here. */
public enum RegistryKind {
    /** Debian's, for one user, without the API of referrers. */
    DOCKER_REGISTRY {
        @Override
        public RegistryProgram orSkip(TestCertificate certificate) {
            return RegistryProgram.orSkip(certificate);
        }
    },
    /**
     * That of go-containerregistry, for everybody, with the API of referrers: SEEDIMAGE_REGISTRY says where, or the
     * testbed builds it.
     */
    GO_CONTAINERREGISTRY {
        @Override
        public RegistryProgram orSkip(TestCertificate certificate) {
            var program = StoreProgram.find("SEEDIMAGE_REGISTRY", "registry/registry");
            if (!Files.isExecutable(program)) {
                throw RealStore.missing(
                        "no registry at %s; scripts/testbed/testbed build registry makes it".formatted(program));
            }
            var folder = certificate.folder();
            var files = List.of(
                    folder.resolve("public.crt").toString(),
                    folder.resolve("private.key").toString());
            return RegistryProgram.orSkip(
                    folder,
                    port -> List.of(program.toString(), Integer.toString(port), files.getFirst(), files.getLast()));
        }
    };

    /**
     * Starts one; skips the test where a program is not there.
     *
     * @param certificate in whose folder everything lies
     */
    public abstract RegistryProgram orSkip(TestCertificate certificate);
}

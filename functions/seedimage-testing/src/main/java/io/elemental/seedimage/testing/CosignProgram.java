package io.elemental.seedimage.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What signs images, as a program: SEEDIMAGE_COSIGN says where, or the testbed builds it. */
public final class CosignProgram {

    private final Path program;

    private CosignProgram(Path program) {
        this.program = program;
    }

    /** Skips the test where it is not there; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static CosignProgram orSkip() {
        var program = StoreProgram.find("SEEDIMAGE_COSIGN", "cosign/cosign");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing(
                    "no cosign at %s; scripts/testbed/testbed build cosign makes it".formatted(program));
        }
        return new CosignProgram(program);
    }

    /** Makes a pair of keys of ECDSA in a folder: cosign.key and cosign.pub. */
    public void makeKeys(Path folder) {
        run(folder, List.of("generate-key-pair"));
    }

    /** Makes such a pair out of a private key of another kind, which is PEM. */
    public void importKey(Path folder, Path privateKey) {
        run(folder, List.of("import-key-pair", "--key", privateKey.toString(), "--output-key-prefix", "cosign"));
    }

    /**
     * Signs an image with the key of a folder, and tells no log.
     *
     * @param bundle whether the signature is a bundle that refers to the image, not a tag beside it
     * @param image by its digest
     */
    public void sign(Path folder, RegistryProgram registry, boolean bundle, String image) {
        run(
                folder,
                List.of(
                        "sign",
                        "--yes",
                        "--key=cosign.key",
                        "--tlog-upload=false",
                        "--use-signing-config=false",
                        "--new-bundle-format=" + bundle,
                        "--registry-cacert=" + registry.certificate(),
                        "--registry-username=" + RegistryProgram.USER,
                        "--registry-password=" + RegistryProgram.PASSWORD,
                        image));
    }

    private void run(Path folder, List<String> arguments) {
        var command = new ArrayList<>(List.of("env", "COSIGN_PASSWORD=", "HOME=" + folder, program.toString()));
        command.addAll(arguments);
        ExternalCommand.run(folder, command.toArray(String[]::new));
    }
}

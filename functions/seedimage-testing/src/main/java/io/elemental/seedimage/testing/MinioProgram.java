package io.elemental.seedimage.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MinIO as a child process. */
final class MinioProgram {

    private MinioProgram() {}

    /** Where it is looked for: SEEDIMAGE_MINIO (property or environment), or where the testbed builds it. */
    static Path path() {
        return StoreProgram.find("SEEDIMAGE_MINIO", "minio/minio");
    }

    /** MinIO's own client, which is looked for where the testbed builds it; SEEDIMAGE_MC says where else. */
    static Path client() {
        return StoreProgram.find("SEEDIMAGE_MC", "minio/mc");
    }

    static Optional<RealStore> start() {
        return Optional.of(path()).filter(Files::isExecutable).map(program -> run(program, Optional.empty()));
    }

    /** One that speaks TLS and nothing else. */
    static Optional<RealStore> start(TestCertificate certificate) {
        return Optional.of(path()).filter(Files::isExecutable).map(program -> run(program, Optional.of(certificate)));
    }

    private static RealStore run(Path program, Optional<TestCertificate> certificate) {
        var endpoint = StoreProgram.run(
                program,
                Map.of(
                        "MINIO_ROOT_USER", RealMinio.ACCESS_KEY,
                        "MINIO_ROOT_PASSWORD", RealMinio.SECRET_KEY,
                        "MINIO_BROWSER", "off"),
                certificate.isPresent() ? "https" : "http",
                "/minio/health/cluster", // it is live before it can do anything
                (address, folder) -> List.of(
                        "server",
                        "--quiet",
                        "--address",
                        address,
                        "--certs-dir",
                        certificate.map(TestCertificate::folder).orElse(folder).toString(),
                        folder.toString()));
        return new RealStore(RealStore.Kind.MINIO, endpoint, RealMinio.ACCESS_KEY, RealMinio.SECRET_KEY, "program");
    }
}

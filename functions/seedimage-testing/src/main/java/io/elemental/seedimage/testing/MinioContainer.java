package io.elemental.seedimage.testing;

import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** MinIO in a container of an image that is there already: nothing is ever pulled. */
final class MinioContainer {

    static final String IMAGE = "minio/minio:testbed";

    private MinioContainer() {}

    @SuppressWarnings("resource") // it runs as long as this JVM
    static Optional<RealStore> start() {
        if (!canRun()) {
            return Optional.empty();
        }
        var container =
                new MinIOContainer(IMAGE).withUserName(RealMinio.ACCESS_KEY).withPassword(RealMinio.SECRET_KEY);
        // It is live, which is all that this class waits for, before it can do anything.
        container.waitingFor(Wait.forHttp("/minio/health/cluster").forPort(9000));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return Optional.of(new RealStore(
                RealStore.Kind.MINIO,
                URI.create(container.getS3URL()),
                RealMinio.ACCESS_KEY,
                RealMinio.SECRET_KEY,
                "container"));
    }

    // Testcontainers would pull its own cleaner, so that must be switched off.
    private static boolean canRun() {
        return "true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))
                && DockerClientFactory.instance().isDockerAvailable()
                && hasImage();
    }

    private static boolean hasImage() {
        try {
            return DockerClientFactory.lazyClient()
                            .inspectImageCmd(IMAGE)
                            .exec()
                            .getId()
                    != null;
        } catch (NotFoundException _) {
            return false;
        }
    }
}

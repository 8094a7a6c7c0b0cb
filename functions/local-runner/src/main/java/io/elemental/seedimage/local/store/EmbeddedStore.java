package io.elemental.seedimage.local.store;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 store on a folder, in this JVM, that nobody but this machine can reach. It keeps ETags in extended attributes.
 */
final class EmbeddedStore implements AutoCloseable {

    private final S3Proxy proxy;

    private EmbeddedStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static EmbeddedStore start(Path folder, String accessKey, String secretKey) {
        requireAttributes(Folders.create(folder));
        var proxy = S3Proxy.builder()
                .blobStore(new AtomicReplacement(new FilesystemNio2BlobStore(folder.toString())))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception e) { // what it declares
            throw new IllegalStateException("the store on %s does not start".formatted(folder), e);
        }
        return new EmbeddedStore(proxy);
    }

    private static void requireAttributes(Path folder) {
        try {
            if (!Files.getFileStore(folder).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
                throw new InvalidInputException(
                        "--data %s lies on a file system without extended attributes, which the store needs"
                                .formatted(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at %s".formatted(folder), e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) { // what it declares
            throw new IllegalStateException("the embedded store does not stop", e);
        }
    }
}

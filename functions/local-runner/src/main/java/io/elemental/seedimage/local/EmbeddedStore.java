package io.elemental.seedimage.local;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store on a folder, in this JVM, that nobody but this machine can reach. */
final class EmbeddedStore implements AutoCloseable {

    private final S3Proxy proxy;

    private EmbeddedStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static EmbeddedStore start(Path folder, String accessKey, String secretKey) {
        var proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(Folders.create(folder).toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            proxy.start();
        } catch (Exception e) { // what it declares
            throw new IllegalStateException("the store on %s does not start".formatted(folder), e);
        }
        return new EmbeddedStore(proxy);
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

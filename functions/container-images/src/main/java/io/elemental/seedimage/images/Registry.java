package io.elemental.seedimage.images;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.util.regex.Pattern;

/** Where an image is pulled from or pushed to. */
final class Registry {

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3})(:[0-9]+)?");

    private Registry() {}

    /** With the credentials of Docker's own configuration, if there are any. */
    static RegistryImage image(String name) throws InvalidImageReferenceException {
        var parsed = ImageReference.parse(name);
        return RegistryImage.named(parsed)
                .addCredentialRetriever(
                        CredentialRetrieverFactory.forImage(parsed, _ -> {}).dockerConfig());
    }

    /**
     * Whether it is this machine's own, which needs no TLS: kind's and minikube's have none, and Docker asks for none.
     */
    static boolean isLoopback(String name) throws InvalidImageReferenceException {
        return LOOPBACK.matcher(ImageReference.parse(name).getRegistry()).matches();
    }
}

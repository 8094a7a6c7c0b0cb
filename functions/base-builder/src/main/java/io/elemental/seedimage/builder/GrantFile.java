package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.Authority;
import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads grants. They are secrets, so sentences about them never show a value. */
final class GrantFile {

    private GrantFile() {}

    static GrantDocument read(Path file) {
        try {
            var grant = Documents.read(DocumentType.GRANT, Files.readAllBytes(file));
            requireUrl("source.url", grant.source().url());
            requireImage(grant.source());
            requireUrl("progress", grant.progress());
            requireUrl("result", grant.result());
            for (var part = 0; part < grant.parts().size(); part++) {
                requireUrl("parts[%s]".formatted(part), grant.parts().get(part));
            }
            requireUrl("lastPart", grant.lastPart());
            requireProxies(grant.storeProxies());
            requireProxies(grant.source().proxies());
            if (grant.partSize() <= 0 || grant.maxSize() <= 0) {
                throw new UsageException("The grant's partSize and maxSize are not both above 0.");
            }
            return grant;
        } catch (IOException _) {
            throw new UsageException("The grant %s cannot be read.".formatted(file));
        } catch (UnreadableDocumentException e) {
            throw new UsageException("The grant %s cannot be used: %s.".formatted(file, e.getMessage()));
        }
    }

    private static void requireImage(GrantDocument.Source source) {
        if (source.registry() != null) {
            try {
                var _ = ImageReference.parse("source.url", source.url());
            } catch (InvalidInputException _) {
                throw new UsageException("The grant's source.url is not the name of an image.");
            }
        }
    }

    private static void requireProxies(GrantDocument.@Nullable Proxies proxies) {
        try {
            var _ = proxies == null ? null : proxies.rules();
        } catch (InvalidInputException _) {
            throw new UsageException("The grant names a proxy that is none.");
        }
    }

    private static void requireUrl(String field, String value) {
        try {
            if (Authority.of(new URI(value)).isPresent()) {
                return;
            }
        } catch (URISyntaxException _) {
            // said below, without the value
        }
        throw new UsageException("The grant's %s is not a URL with a host.".formatted(field));
    }
}

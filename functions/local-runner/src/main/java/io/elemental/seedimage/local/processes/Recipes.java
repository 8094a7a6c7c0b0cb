package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.FileName;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.net.URI;
import java.nio.file.Path;

/** Commands to paste for every SeedImage that is ready: download, check, look inside. */
public final class Recipes {

    private final URI publicUrl;
    private final Path headers;
    private final Registrations registrations;
    private final Terminal terminal;

    public Recipes(URI publicUrl, Path data, Registrations registrations, Terminal terminal) {
        this.publicUrl = publicUrl;
        this.headers = data.resolve("headers");
        this.registrations = registrations;
        this.terminal = terminal;
    }

    void say(SeedImage seedImage) {
        registrations.find(seedImage.registration()).ifPresent(registration -> {
            var endpoint = endpoint(registration, seedImage.ref().name());
            var fileName = FileName.of(
                    registration.ref(),
                    seedImage.ref().name(),
                    seedImage.variants().getFirst());
            terminal.say(text(endpoint, fileName));
        });
    }

    /** Where an image of the registration is, with a fresh file for the header that opens it. */
    public Endpoint endpoint(Registration registration, String seedImage) {
        var ref = registration.ref();
        var header = headers.resolve("%s.%s".formatted(ref.namespace(), ref.name()));
        DataFile.writeSecret(header, Endpoint.headerLine(registration.token()));
        return Endpoint.of(publicUrl, ref, seedImage, header);
    }

    private static String text(Endpoint endpoint, String fileName) {
        return """

                  # Download with the registration's token; only you can read the file that it lies in. What is cut goes on.
                  rm -f %2$s
                  until curl -fL --retry 20 -C - -H %1$s -o %2$s '%3$s'; do
                    case $? in 18 | 56) sleep 1 ;; *) break ;; esac
                  done

                  # Check the digest.
                  curl -fsS -H %1$s '%4$s' | sha256sum -c -

                  # Look inside.
                  xorriso -osirrox on -indev %2$s -extract /iso-config iso-config
                  cat -s iso-config/*
                """.formatted(quoted(endpoint.headerArgument()), fileName, endpoint.image(), endpoint.checksum());
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9@%+=:,./_-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}

package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where a SeedImage is downloaded, and with what.
 *
 * @param header file for {@code curl --header @FILE}, which keeps the token off the command line
 */
public record Endpoint(URI url, Path header) {

    public static Endpoint of(URI publicUrl, ResourceRef registration, String seedImage, Path header) {
        return new Endpoint(publicUrl.resolve(SeedImagePaths.of(registration, seedImage)), header.toAbsolutePath());
    }

    public String image() {
        return url.toString();
    }

    public String checksum() {
        return url + "/sha256";
    }

    /** The same image in a certain way: "proxy" or "redirect". */
    public String image(String delivery) {
        return url + "?delivery=" + delivery;
    }

    public static String headerLine(String token) {
        return "Registration-Authorization: Bearer " + token + "\n";
    }

    public String headerArgument() {
        return "@" + header;
    }
}

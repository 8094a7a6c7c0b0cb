package io.elemental.seedimage.builder;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A grant for a base, as far as a test does not want it otherwise. */
public record Grants(
        ServedStore store,
        String url,
        @Nullable String sha256,
        @Nullable String auth,
        @Nullable String ca,
        boolean privateAddresses,
        @Nullable List<String> allowedHosts,
        @Nullable String previousRevision,
        String kind,
        String type,
        Map<String, Integer> slots,
        long maxSize,
        long partSize,
        int parts) {

    static final String ID = "0123456789abcdef0123456789abcdef";
    public static final long MIB = 1024 * 1024;

    static Grants of(ServedStore store, String url) {
        return new Grants(
                store,
                url,
                null,
                null,
                null,
                true,
                null,
                null,
                "base",
                "iso",
                Map.of("agent", 65536, "cloud-config", 262144),
                2048 * MIB,
                5 * MIB,
                1000);
    }

    Grants pinnedTo(String digest) {
        return new Grants(
                store,
                url,
                digest,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants authorizedBy(String header) {
        return new Grants(
                store,
                url,
                sha256,
                header,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants trusting(String pem) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                pem,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants publicAddressesOnly() {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                false,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants allowing(String... hosts) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                List.of(hosts),
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants after(@Nullable String revision) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                revision,
                kind,
                type,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants ofKind(String newKind, String newType) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                newKind,
                newType,
                slots,
                maxSize,
                partSize,
                parts);
    }

    Grants withSlots(Map<String, Integer> newSlots) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                newSlots,
                maxSize,
                partSize,
                parts);
    }

    Grants upTo(long size) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                size,
                partSize,
                parts);
    }

    Grants inParts(int count, long size) {
        return new Grants(
                store,
                url,
                sha256,
                auth,
                ca,
                privateAddresses,
                allowedHosts,
                previousRevision,
                kind,
                type,
                slots,
                maxSize,
                size,
                count);
    }

    GrantDocument document() {
        return new GrantDocument(
                "base-1",
                kind,
                new GrantDocument.Source(url, sha256, auth, ca, privateAddresses, privateAddresses, allowedHosts),
                previousRevision,
                "linux/amd64",
                type,
                slots,
                ID,
                1_700_000_000,
                maxSize,
                partSize,
                store.parts(parts, partSize),
                store.url("part-%s".formatted(parts + 1)),
                store.url("progress"),
                store.url("result"),
                null);
    }

    Path write(Path folder) {
        try {
            return Files.write(folder.resolve("grant.json"), Documents.write(DocumentType.GRANT, document()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

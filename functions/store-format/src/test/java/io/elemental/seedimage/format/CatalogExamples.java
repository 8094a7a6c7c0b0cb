package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.EntryWarning;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.RegistrationIndex.Item;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.Superseded;
import java.util.List;

/** What lies in the catalog. */
final class CatalogExamples {

    private CatalogExamples() {}

    static Example<RegistrationEntry> registration() {
        return new Example<>(
                "registration",
                DocumentType.REGISTRATION,
                new RegistrationEntry(
                        "fleet",
                        "rack",
                        "0b1d5c3a-2f0e-4c56-8a37-4e8a2a1c9f00",
                        "https://elemental.example/elemental/v1/namespaces/fleet/registrations/rack",
                        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n",
                        Example.SHA256,
                        null,
                        "0123456789abcdef",
                        true,
                        null,
                        Example.NOW));
    }

    static Example<RegistrationEntry> frozenRegistration() {
        return new Example<>(
                "registration-frozen",
                DocumentType.REGISTRATION,
                new RegistrationEntry(
                        "fleet",
                        "rack",
                        "0b1d5c3a-2f0e-4c56-8a37-4e8a2a1c9f00",
                        "https://elemental.example/elemental/v1/namespaces/fleet/registrations/rack",
                        null,
                        null,
                        Example.NOW,
                        "0123456789abcdef",
                        false,
                        NotServable.FROZEN,
                        Example.NOW,
                        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n"));
    }

    static Example<CatalogEntry> entry() {
        return new Example<>(
                "entry",
                DocumentType.ENTRY,
                new CatalogEntry(
                        "fleet",
                        "seed",
                        "rack",
                        "b4d7b9a0-7f41-4d0f-8f5e-6f9a2f1d7c22",
                        3,
                        "0123456789abcdef",
                        null,
                        SeedImageState.COMPLETED,
                        List.of(new Condition(
                                "Ready", "True", "SeedImageBuildSuccess", "The image is ready.", Example.NOW)),
                        Example.NOW.plusSeconds(3600),
                        "https://elemental.example/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed",
                        Delivery.AUTO,
                        List.of(
                                new CatalogVariant.Ready(
                                        new Variant(ImageType.ISO, Platform.LINUX_AMD64),
                                        "rack-seed-amd64.iso",
                                        Example.IDENTITY,
                                        1073741824L,
                                        Example.SHA256,
                                        Example.BUILD,
                                        true,
                                        Example.NOW),
                                new CatalogVariant.Preparing(
                                        new Variant(ImageType.RAW, Platform.LINUX_ARM64),
                                        "rack-seed-arm64.raw",
                                        "The base is being prepared.",
                                        "bases/" + Example.SOURCE_ID + "-3/progress.json")),
                        List.of(new Superseded(Example.SHA256, Example.NOW.plusSeconds(600))),
                        null,
                        "2026-11-22",
                        List.of(new EntryWarning("spec.cloud-config.x", "is not read by the boot tool."))));
    }

    static Example<RegistrationIndex> index() {
        return new Example<>(
                "index",
                DocumentType.INDEX,
                new RegistrationIndex(
                        "fleet",
                        "rack",
                        List.of(
                                new Item("other", RegistrationIndex.hash("uid-2")),
                                new Item("seed", RegistrationIndex.hash("b4d7b9a0-7f41-4d0f-8f5e-6f9a2f1d7c22"))),
                        3));
    }

    static Example<CatalogEntry> tombstone() {
        return new Example<>(
                "entry-withdrawn",
                DocumentType.ENTRY,
                new CatalogEntry(
                        "fleet",
                        "seed",
                        "rack",
                        "b4d7b9a0-7f41-4d0f-8f5e-6f9a2f1d7c22",
                        4,
                        "0123456789abcdef",
                        Example.NOW,
                        SeedImageState.NOT_STARTED,
                        List.of(),
                        null,
                        null,
                        Delivery.PROXY,
                        List.of(),
                        List.of(),
                        null));
    }
}

package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.overlay.ImageOverlay;

/** An image as it is wanted: its base, what lies over it, and the name of both together. */
public record ImagePlan(ManifestDocument base, ImageOverlay overlay, String identity) {}

package io.elemental.seedimage.reconcile.quota;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;

/** One image of one SeedImage, which takes something of the store. */
record Holder(ResourceRef seedImage, Variant variant) {}

package io.elemental.seedimage.rules.catalog;

import java.time.Instant;

/**
 * One Kubernetes condition.
 *
 * @param status True, False or Unknown
 * @param message a sentence that an operator can act on; no secrets
 */
public record Condition(String type, String status, String reason, String message, Instant lastTransitionTime) {}

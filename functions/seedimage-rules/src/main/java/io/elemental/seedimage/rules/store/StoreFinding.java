package io.elemental.seedimage.rules.store;

import java.util.Optional;

/**
 * Whether a store keeps a rule.
 *
 * @param problem what it does instead, as the end of a sentence; empty where it keeps the rule
 */
public record StoreFinding(StoreRule rule, Optional<String> problem) {}

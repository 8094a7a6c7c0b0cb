package io.elemental.seedimage.rules;

import java.util.Map;

/** The slots of a base: files of a fixed length, with room for what differs between images. */
public final class Slots {

    /** The slot for the agent's configuration. */
    public static final String AGENT = "agent";

    /** The slot for the SeedImage's cloud-config. */
    public static final String CLOUD_CONFIG = "cloud-config";

    /** Lengths of the slots of new bases, in bytes by name. */
    public static final Map<String, Integer> LENGTHS = Map.of(AGENT, 64 * 1024, CLOUD_CONFIG, 256 * 1024);

    private Slots() {}
}

package io.elemental.seedimage.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** OpenStack's sushy-tools: a BMC without a machine. It reads the images that it is told of, as a BMC does. */
public final class RedfishProgram {

    private RedfishProgram() {}

    /**
     * Starts it until this JVM ends; skips the test where it is not there, and fails it where
     * SEEDIMAGE_REQUIRE_REAL_PARTS is true.
     *
     * @param images folder under which it keeps the images that it read
     */
    public static URI startOrSkip(Path images) {
        var program = StoreProgram.find("SEEDIMAGE_SUSHY_EMULATOR", "sushy-tools/bin/sushy-emulator");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing(
                    "no sushy-tools at %s; scripts/testbed/testbed build sushy-tools makes it".formatted(program));
        }
        return StoreProgram.run(
                program,
                Map.of("TMPDIR", images.toString()),
                "http",
                "/redfish/v1/",
                (address, _) ->
                        List.of("--fake", "-i", "127.0.0.1", "-p", address.substring(address.indexOf(':') + 1)));
    }
}

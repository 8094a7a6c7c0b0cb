package io.elemental.seedimage.registration.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.registration.QuotedText;
import io.elemental.seedimage.registration.schema.TemplateText;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.Registration;
import java.util.Base64;

/** The file that makes the live system write the agent's configuration, and only the live system. */
final class AgentFile {

    private AgentFile() {}

    /** {@link InvalidInputException} names the field of the registration that the boot tool could not read. */
    static String of(Registration registration) {
        TextRules.firstProblem("spec.config.elemental", AgentConfig.tree(registration))
                .ifPresent(problem -> {
                    throw new InvalidInputException(
                            "ElementalRegistration %s: %s".formatted(registration.ref(), problem));
                });
        var config = TemplateText.literal(AgentConfig.of(registration)).getBytes(UTF_8);
        return """
            name: %s
            stages:
              initramfs:
                - name: "Configure elemental-agent in the live system"
                  if: "[ -f /run/elemental/live_mode ]"
                  directories:
                    - path: /oem/elemental/agent
                      permissions: 0700
                      owner: 0
                      group: 0
                  files:
                    - path: /oem/elemental/agent/config.yaml
                      permissions: 0600
                      owner: 0
                      group: 0
                      encoding: b64
                      content: %s
            """.formatted(
                        QuotedText.of("Elemental seed image: " + registration.ref()),
                        Base64.getEncoder().encodeToString(config));
    }
}

package io.elemental.seedimage.local.manifests;

/** Manifests for tests; nothing in them is real. */
final class Texts {

    private Texts() {}

    static String seedImage(String name) {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: SeedImage
                metadata:
                  namespace: fleet
                  name: %s
                spec:
                  registrationRef:
                    name: rack
                  baseImage: https://mirror.test/a.iso
                  cleanupAfterMinutes: 0
                """.formatted(name);
    }

    static String registration() {
        return """
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: ElementalRegistration
                metadata: {namespace: fleet, name: rack}
                spec:
                  config:
                    elemental:
                      registration:
                        uri: https://elemental.test/elemental/v1/namespaces/fleet/registrations/rack
                        token: eyJ.not.real
                        tokenDuration: 3153600000000000000
                      agent: {debug: true, reconciliation: 10000000000, useSystemCertPool: true}
                """;
    }

    static String secret() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {namespace: fleet, name: rack}
                data:
                  privKey: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCg==
                """;
    }
}

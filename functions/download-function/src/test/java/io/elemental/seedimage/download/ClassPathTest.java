package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void hasNoKubernetesClientOnItsClassPath() {
        assertThat(System.getProperty("java.class.path"))
                .doesNotContain("kubernetes")
                .doesNotContain("fabric8")
                .doesNotContain("spring-cloud-function-web");
    }
}

package io.elemental.seedimage.builder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.0.1",
                "100.128.0.1",
                "128.0.0.1",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::101:101",
                "2002:101:101::"
            })
    void publicAddressesAreAllowed(String address) {
        assertThat(Addresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a9fe:a9fe",
                "2002:7f00:1::1"
            })
    void localAddressesAreOpenedForNoInstallation(String address) {
        var local = InetAddress.ofLiteral(address);

        assertThat(Addresses.isLocal(local)).isTrue();
        assertThat(Addresses.isPublic(local)).isFalse();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> check(local, true, false));
        assertThatCode(() -> check(local, true, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "100.64.0.1", "172.16.0.1", "192.168.1.1", "fc00::1", "64:ff9b::a00:1"})
    void privateAddressesAreOpenedByASetting(String address) {
        var inside = InetAddress.ofLiteral(address);

        assertThat(Addresses.isLocal(inside)).isFalse();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> check(inside, false, false));
        assertThatCode(() -> check(inside, true, false)).doesNotThrowAnyException();
    }

    private static void check(InetAddress address, boolean privateAddresses, boolean localAddresses)
            throws IOException {
        var literal = address.getHostAddress();
        var url = "http://%s/x.iso".formatted(literal.contains(":") ? "[" + literal + "]" : literal);
        var source = new GrantDocument.Source(url, null, null, null, privateAddresses, localAddresses, null);
        Addresses.of(source).check(Hop.first(URI.create(url)), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:a00:1::",
                "2002:7f00:1::1"
            })
    void othersAreNot(String address) {
        assertThat(Addresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }
}

package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/** Credentials of a ServiceAccount, as clouds give them to pods: the SDK finds what asks for them by its name. */
class WebIdentityTest {

    private static final String ENDPOINT = "aws.endpointUrlSts";
    private static final String REGION = "aws.region";
    private static final String ANSWER = """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/seeds/s</Arn><AssumedRoleId>R:s</AssumedRoleId></AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>borrowed</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
                  <SessionToken>session</SessionToken><Expiration>2126-11-30T12:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(ENDPOINT);
        System.clearProperty(REGION);
    }

    @Test
    void areTaken() throws IOException {
        var asked = new AtomicReference<String>();
        var token = Files.writeString(folder.resolve("token"), "a.web.token");
        try (var sts = ActingServer.start(exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        })) {
            System.setProperty(ENDPOINT, sts.endpoint().toString());
            System.setProperty(REGION, "us-east-1");
            var provider = WebIdentityTokenFileCredentialsProvider.builder()
                    .roleArn("arn:aws:iam::1:role/seeds")
                    .roleSessionName("s")
                    .webIdentityTokenFile(token)
                    .build();

            var credentials = provider.resolveCredentials();

            assertThat(credentials.accessKeyId()).isEqualTo("borrowed");
            assertThat(credentials.expirationTime()).isPresent();
        }
        assertThat(asked.get()).contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=a.web.token");
    }
}

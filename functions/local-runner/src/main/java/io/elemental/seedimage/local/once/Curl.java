package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.processes.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests to an endpoint as a user makes them, with curl. */
final class Curl {

    private static final Pattern ETAG = Pattern.compile("(?im)^etag: *(\\S+) *$");

    /** What curl says of an answer. */
    record HttpAnswer(int status, int redirects, long bytes) {}

    private final Tool tool;
    private final Endpoint endpoint;

    Curl(Tool tool, Endpoint endpoint) {
        this.tool = tool;
        this.endpoint = endpoint;
    }

    /** Downloads the image under the name that the answer gives it. */
    HttpAnswer download() {
        return answer(
                endpoint.headerArgument(),
                endpoint.image(),
                "--fail",
                "--location",
                "--remote-name",
                "--remote-header-name");
    }

    /** Downloads to a file, with further options. */
    HttpAnswer downloadTo(String url, String file, String... options) {
        var all = new ArrayList<>(List.of("--fail", "--location", "--output", file));
        all.addAll(List.of(options));
        return answer(endpoint.headerArgument(), url, all.toArray(String[]::new));
    }

    void checksumTo(String file) {
        tool.must(command("--fail", "--header", endpoint.headerArgument(), "--output", file, endpoint.checksum()));
    }

    /** The status that a request gets with another header than the registration's. */
    int statusWith(String header) {
        return answer(header, endpoint.image(), "--output", "/dev/null").status();
    }

    /** The ETag of the image as it would be downloaded now; empty while there is none. */
    Optional<String> etag() {
        var head = tool.run(command("--fail", "--head", "--header", endpoint.headerArgument(), endpoint.image()));
        var etag = ETAG.matcher(head.out());
        return head.status() == 0 && etag.find() ? Optional.of(etag.group(1)) : Optional.empty();
    }

    private HttpAnswer answer(String header, String url, String... options) {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--header", header, "--write-out", "%{stderr}%{http_code} %{num_redirects} %{size_download}", url));
        var ran = tool.must(command(arguments.toArray(String[]::new)));
        var words = ran.lastWords().split(" ", -1);
        return new HttpAnswer(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }

    /** Without the user's own settings, and without a proxy on the way to this machine. */
    private static String[] command(String... arguments) {
        var command = new ArrayList<>(List.of("curl", "--disable", "--noproxy", "*", "--silent", "--show-error"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}

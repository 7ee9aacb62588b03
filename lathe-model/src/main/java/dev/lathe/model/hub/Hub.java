package dev.lathe.model.hub;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Hugging Face hub over HTTP. The token goes to the hub alone, not to where it redirects. */
public final class Hub implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final int PARTIAL_CONTENT = 206;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern NAME = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    private final URI endpoint;
    private final Optional<String> token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Names a hub.
     *
     * @param endpoint its address, such as {@code https://huggingface.co}
     * @param token what proves who asks, if the repository is not open to all
     */
    public Hub(URI endpoint, Optional<String> token) {
        this.endpoint = URI.create(endpoint.toString().replaceAll("/+$", ""));
        this.token = token;
    }

    /**
     * Returns the commit that a branch or tag stands for.
     *
     * @throws UserError if there is no such repository or revision, or the hub does not answer
     */
    public String commit(String repository, String revision) {
        if (!NAME.matcher(repository).matches()) {
            throw new UserError("'%s' is no name of a repository, such as owner/model".formatted(repository));
        }
        JsonNode answer =
                json(api(repository, "revision", revision), repository).body();
        String commit = answer.path("sha").asString("");
        if (commit.isEmpty()) {
            throw new UserError("%s: the hub names no commit of %s".formatted(endpoint, repository));
        }
        return commit;
    }

    /**
     * Lists the files of a commit.
     *
     * @throws UserError if the hub does not answer
     */
    public List<HubFile> files(String repository, String commit) {
        List<HubFile> files = new ArrayList<>();
        Optional<URI> page = Optional.of(URI.create(api(repository, "tree", commit) + "?recursive=true"));
        while (page.isPresent()) {
            Answer answer = json(page.get(), repository);
            answer.body
                    .valueStream()
                    .filter(node -> node.path("type").asString("").equals("file"))
                    .map(Hub::file)
                    .forEach(files::add);
            page = answer.next;
        }
        return files;
    }

    private static HubFile file(JsonNode node) {
        JsonNode stored = node.path("lfs");
        return new HubFile(
                node.path("path").asString(""),
                stored.path("size").asLong(node.path("size").asLong()),
                stored.isObject() ? stored.path("oid").asString("") : null,
                stored.isObject() ? null : node.path("oid").asString(""));
    }

    /** Is the rest of a file, from where it was asked for or from its beginning. */
    record Content(InputStream bytes, boolean resumed) {}

    /**
     * Opens a file.
     *
     * @param from how many bytes are there already
     * @throws IOException if the connection breaks
     * @throws UserError if the hub refuses
     */
    Content open(String repository, String commit, HubFile file, long from) throws IOException {
        URI address = URI.create("%s/%s/resolve/%s/%s".formatted(endpoint, repository, commit, encoded(file.path())));
        HttpResponse<InputStream> response = get(address, from);
        if (response.statusCode() / 100 != 2) {
            response.body().close();
            if (response.statusCode() / 100 == 5) {
                throw new IOException("status " + response.statusCode());
            }
            throw refused(address, response.statusCode(), repository);
        }
        return new Content(response.body(), response.statusCode() == PARTIAL_CONTENT);
    }

    private record Answer(JsonNode body, Optional<URI> next) {}

    private Answer json(URI address, String repository) {
        try {
            HttpResponse<InputStream> response = get(address, 0);
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(address, response.statusCode(), repository);
                }
                return new Answer(JsonMapper.shared().readTree(body), next(response));
            }
        } catch (IOException e) {
            throw new UserError("%s: the hub does not answer (%s)".formatted(address, e), e);
        } catch (JacksonException e) {
            throw new UserError("%s: the answer is not JSON (%s)".formatted(address, e.getOriginalMessage()), e);
        }
    }

    private Optional<URI> next(HttpResponse<?> response) {
        return response.headers()
                .firstValue("link")
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(match -> endpoint.resolve(match.group(1)));
    }

    private HttpResponse<InputStream> get(URI first, long from) throws IOException {
        URI address = first;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<InputStream> response = send(address, from);
            Optional<String> location = response.headers().firstValue("location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            response.body().close();
            address = address.resolve(location.get());
        }
        throw new IOException("more than " + REDIRECTS + " redirects");
    }

    private HttpResponse<InputStream> send(URI address, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (address.getScheme().equals(endpoint.getScheme())
                && address.getAuthority().equals(endpoint.getAuthority())) {
            token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private UserError refused(URI address, int status, String repository) {
        String reason = switch (status) {
            case 401, 403 -> "the hub refuses access to %s; give a token by HF_TOKEN or --token".formatted(repository);
            case 404 -> "the hub has no such repository, revision or file";
            case 429 -> "the hub has had too many requests; try again later";
            default -> "the hub answers with status " + status;
        };
        return new UserError("%s: %s".formatted(address, reason));
    }

    private URI api(String repository, String what, String revision) {
        return URI.create("%s/api/models/%s/%s/%s".formatted(endpoint, repository, what, encoded(revision)));
    }

    /** Encodes a path part by part. */
    private static String encoded(String path) {
        return String.join(
                "/",
                Pattern.compile("/")
                        .splitAsStream(path)
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .toList());
    }

    @Override
    public void close() {
        client.close();
    }
}

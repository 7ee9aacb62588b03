package dev.lathe.serve.http;

/**
 * Says who answers a path.
 *
 * @param method the HTTP method
 * @param path the whole path; or what it begins with, if it ends with a slash and is more than that
 * @param guarded whether an API key is needed, where the server has any
 * @param errors how refusals are written
 * @param endpoint who answers
 */
public record Route(String method, String path, boolean guarded, ErrorFormat errors, Endpoint endpoint) {
    boolean covers(String requested) {
        boolean prefix = path.length() > 1 && path.endsWith("/");
        return prefix ? requested.startsWith(path) && requested.length() > path.length() : requested.equals(path);
    }
}

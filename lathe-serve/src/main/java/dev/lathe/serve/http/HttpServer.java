package dev.lathe.serve.http;

import dev.lathe.core.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves routes over HTTP/1.1, each request on a virtual thread. */
public final class HttpServer implements AutoCloseable {
    /** A client whose body comes more slowly than this is not worth a connection, in bytes a second. */
    private static final int SLOWEST_BODY = 64;

    /** How long connections without a request may stay open when the server stops, in milliseconds. */
    private static final long IDLE_AT_END = 100;

    private static final int HEADER_BYTES = 16 << 10;

    private final Server server;
    private final ServerConnector connector;

    private final GracefulHandler requests;
    private final Duration drain;

    private HttpServer(Server server, ServerConnector connector, GracefulHandler requests, Duration drain) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
        this.drain = drain;
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @param errors how refusals are written where no route covers the path
     * @param log hears of every request
     * @param broken hears failures that are the server's own fault
     * @throws UserError if the address cannot be had
     */
    public static HttpServer start(
            String host,
            int port,
            List<Route> routes,
            ErrorFormat errors,
            ApiKeys keys,
            HttpLimits limits,
            RequestLog log,
            Consumer<Throwable> broken) {
        var pool = new QueuedThreadPool();
        pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        pool.setName("http");
        pool.setDaemon(true);
        var server = new Server(pool);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_END);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.setErrorHandler(new ProtocolErrors(errors));
        var router = new Router(routes, errors, keys, limits.bodyBytes(), log, broken);
        var requests = new GracefulHandler(new SteadyBodies(router, SLOWEST_BODY));
        server.setHandler(requests);
        server.setStopTimeout(limits.drain().toMillis());
        return started(new HttpServer(server, connector, requests, limits.drain()), host, port);
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        return configuration;
    }

    private static HttpServer started(HttpServer server, String host, int port) {
        try {
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UserError("cannot listen on %s port %d: %s".formatted(host, port, e.getMessage()), e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no more requests, lets those in progress end, at most for the time that the limits allow, and stops. */
    @Override
    public void close() {
        try {
            awaitRequests();
            server.stop();
        } catch (TimeoutException late) {
            // those that are still in progress have had their time, and all is stopped
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    /** Waits for the requests in progress before connections are closed: of those in use, too, whoever is slow would be cut off. */
    private void awaitRequests() throws InterruptedException, ExecutionException {
        try {
            requests.shutdown().get(drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            // they have had their time
        }
    }
}

package dev.lathe.serve.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off requests whose body keeps coming too slowly. A pause at the beginning is no slowness: the few bytes of a small body say
 * nothing of a client's pace. Whoever sends nothing at all is left to the idle time-out.
 */
final class SteadyBodies extends Handler.Wrapper {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private final long slowest;

    /** Lets bodies through that come with at least as many bytes a second, on average. */
    SteadyBodies(Handler handler, long slowest) {
        super(handler);
        this.slowest = slowest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Watched(request), response, callback);
    }

    private final class Watched extends Request.Wrapper {
        private final long begun = System.nanoTime();
        private long bytes;
        private volatile Content.@Nullable Chunk failure;

        private Watched(Request request) {
            super(request);
        }

        @Override
        public void demand(Runnable whenThere) {
            long elapsed = System.nanoTime() - begun;
            if (elapsed > GRACE && bytes < slowest * (elapsed / 1e9)) {
                failure = Content.Chunk.from(new TimeoutException("the body comes too slowly"));
                whenThere.run();
            } else {
                super.demand(whenThere);
            }
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk cut = failure;
            if (cut != null) {
                return cut;
            }
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                bytes += chunk.remaining();
            }
            return chunk;
        }
    }
}

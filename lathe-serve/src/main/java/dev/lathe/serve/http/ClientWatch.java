package dev.lathe.serve.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client closes its connection while its request is being answered: HTTP/1.1 reads nothing in that time, so nobody else
 * would. A client that sends its next request before it has this answer loses the connection after it, as RFC 9112, 9.3.2 allows.
 */
final class ClientWatch implements Callback {
    private final Request request;
    private final AbstractEndPoint endPoint;
    private final Runnable gone;
    private boolean ended;

    private ClientWatch(Request request, AbstractEndPoint endPoint, Runnable gone) {
        this.request = request;
        this.endPoint = endPoint;
        this.gone = gone;
    }

    /** Begins to look out, or returns null if the connection is of a kind that cannot be watched. */
    static @Nullable ClientWatch begin(Request request, Runnable gone) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        if (!(endPoint instanceof AbstractEndPoint watchable)) {
            return null;
        }
        var watch = new ClientWatch(request, watchable, gone);
        watchable.tryFillInterested(watch);
        return watch;
    }

    /** Something can be read: the end of the stream, or bytes that came too early. */
    @Override
    public void succeeded() {
        synchronized (this) {
            if (ended) {
                return;
            }
            int read = read();
            if (read == 0) {
                endPoint.tryFillInterested(this);
                return;
            }
            ended = true;
            if (read > 0) {
                Request.addCompletionListener(request, _ -> endPoint.close());
                return;
            }
        }
        gone.run();
    }

    private int read() {
        ByteBuffer one = BufferUtil.allocate(1);
        try {
            int read = endPoint.fill(one);
            boolean lineEnd = read > 0 && (one.get(0) == '\r' || one.get(0) == '\n');
            return lineEnd ? 0 : read;
        } catch (IOException broken) {
            return -1;
        }
    }

    @Override
    public void failed(Throwable cause) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        gone.run();
    }

    /** Stops looking out, so that the connection can read its next request. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        endPoint.getFillInterest().onFail(new EOFException("no longer watched"));
    }
}

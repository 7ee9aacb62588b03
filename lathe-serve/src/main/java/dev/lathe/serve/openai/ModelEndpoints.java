package dev.lathe.serve.openai;

import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.reply.Ids;
import dev.lathe.serve.reply.Replies;
import dev.lathe.serve.reply.ServedModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers {@code GET /v1/models} and {@code GET /v1/models/NAME}. */
public final class ModelEndpoints {
    /** Is what every path of a single model begins with. */
    public static final String PREFIX = "/v1/models/";

    private record Listing(String object, List<Entry> data) {}

    private record Entry(
            String id,
            String object,
            long created,
            String ownedBy,
            int maxModelLen,
            @Nullable String parent) {}

    private final Replies replies;
    private final long created = Ids.now();

    public ModelEndpoints(Replies replies) {
        this.replies = replies;
    }

    /** Lists the model and its adapters. */
    public void list(Exchange exchange) throws IOException {
        ServedModel model = replies.model();
        List<Entry> entries = Stream.concat(Stream.of(model.name()), model.adapters().stream())
                .map(this::entry)
                .toList();
        exchange.send(200, new Listing("list", entries));
    }

    /** Tells of one. */
    public void one(Exchange exchange) throws IOException {
        // a slash in a name comes encoded, and stays so in the path
        String name =
                exchange.path().substring(PREFIX.length()).replace("%2F", "/").replace("%25", "%");
        exchange.send(200, entry(replies.named(name)));
    }

    private Entry entry(String name) {
        ServedModel model = replies.model();
        String parent = model.adapter(name) == null ? null : model.name();
        return new Entry(name, "model", created, "lathe", model.context(), parent);
    }
}

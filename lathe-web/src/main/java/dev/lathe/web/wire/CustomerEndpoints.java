package dev.lathe.web.wire;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.http.Route;
import dev.lathe.web.session.PersonAtPage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a person say what customers say to agents. */
public final class CustomerEndpoints {
    private static final String PATH = "/people/customer";

    private record Waiting(List<PersonAtPage.Waiting> waiting) {}

    private record Reply(@Nullable Long number, @Nullable String text) {}

    private final PersonAtPage person;

    public CustomerEndpoints(PersonAtPage person) {
        this.person = person;
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                new Route("GET", PATH, true, errors, this::waiting), new Route("POST", PATH, true, errors, this::say));
    }

    private void waiting(Exchange exchange) throws IOException {
        exchange.send(200, new Waiting(person.waiting()));
    }

    private void say(Exchange exchange) throws IOException {
        Reply reply = Json.read(exchange.json(), Reply.class);
        person.say(Check.present("number", reply.number()), Check.present("text", reply.text()));
        waiting(exchange);
    }
}

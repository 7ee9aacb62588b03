package dev.lathe.web.customer;

import dev.lathe.serve.http.Check;
import dev.lathe.serve.http.ErrorFormat;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.http.Json;
import dev.lathe.serve.http.Route;
import dev.lathe.shop.session.Shop;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a person say what customers say to agents. */
public final class CustomerEndpoints {
    private static final String PATH = "/people/customer";

    private record Waiting(List<CustomerView> waiting) {}

    /**
     * Is what the person says.
     *
     * @param line the place of the line, from 0; the first if null
     * @param text the person's own words; those of the shop if null
     */
    private record Reply(
            @Nullable Long number,
            @Nullable Integer line,
            @Nullable String text) {}

    private final PersonAtPage person;
    private final CustomerViews views;

    public CustomerEndpoints(PersonAtPage person, Shop shop) {
        this.person = person;
        this.views = new CustomerViews(shop);
    }

    /** Returns the routes. */
    public List<Route> routes(ErrorFormat errors) {
        return List.of(
                new Route("GET", PATH, true, errors, this::waiting), new Route("POST", PATH, true, errors, this::say));
    }

    private void waiting(Exchange exchange) throws IOException {
        exchange.send(200, new Waiting(person.waiting().stream().map(views::of).toList()));
    }

    private void say(Exchange exchange) throws IOException {
        Reply reply = Json.read(exchange.json(), Reply.class);
        person.say(
                Check.present("number", reply.number()),
                new PersonAtPage.Choice(
                        reply.line() == null ? 0 : reply.line(), reply.text() == null ? "" : reply.text()));
        waiting(exchange);
    }
}

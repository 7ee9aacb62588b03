package dev.lathe.web;

import dev.lathe.core.UserError;
import dev.lathe.serve.http.HttpServer;
import dev.lathe.serve.http.Route;
import dev.lathe.serve.openai.OpenAiErrors;
import dev.lathe.web.customer.CustomerEndpoints;
import dev.lathe.web.customer.PersonAtPage;
import dev.lathe.web.mcp.McpEndpoint;
import dev.lathe.web.page.ShopPages;
import dev.lathe.web.replay.PeopleEndpoints;
import dev.lathe.web.replay.StoredRun;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.wire.GemEndpoints;
import dev.lathe.web.wire.ShopEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves a shop to agents: as JSON over HTTP, as tools of the Model Context Protocol, and as an environment of GEM. */
public final class ShopServer implements AutoCloseable {
    /** Says that the server works, and whether it shows replays. */
    private record Health(String status, boolean replays) {}

    private static final OpenAiErrors ERRORS = new OpenAiErrors();

    private final HttpServer http;
    private final ShopService service;

    private ShopServer(HttpServer http, ShopService service) {
        this.http = http;
        this.service = service;
    }

    /**
     * Begins to serve agents, and people who want to shop as agents do. No answer tells what a task wants beyond its instruction.
     *
     * @param broken hears failures that are the server's own fault
     * @throws UserError if the address cannot be had
     */
    public static ShopServer start(ShopFloor floor, ShopServerOptions options, Consumer<Throwable> broken) {
        var service = new ShopService(floor, options.sessions(), options.clock());
        return start(service, routes(service, options, false, broken), options, broken);
    }

    /**
     * Begins to serve people, who may also look at episodes that are over, and at what was wanted in them.
     *
     * @param run whose trajectories can be looked at, or null
     * @param customer who words what customers say, or null if nobody does at a page
     * @param broken hears failures that are the server's own fault
     * @throws UserError if the address cannot be had
     */
    public static ShopServer startForPeople(
            ShopFloor floor,
            @Nullable StoredRun run,
            @Nullable PersonAtPage customer,
            ShopServerOptions options,
            Consumer<Throwable> broken) {
        var service = new ShopService(floor, options.sessions(), options.clock());
        List<Route> routes = routes(service, options, true, broken);
        routes.addAll(new PeopleEndpoints(service, run).routes(ERRORS));
        if (customer != null) {
            routes.addAll(new CustomerEndpoints(customer, floor.shop()).routes(ERRORS));
        }
        return start(service, routes, options, broken);
    }

    private static List<Route> routes(
            ShopService service, ShopServerOptions options, boolean replays, Consumer<Throwable> broken) {
        List<Route> routes = new ArrayList<>();
        routes.add(
                new Route("GET", "/health", false, ERRORS, exchange -> exchange.send(200, new Health("ok", replays))));
        routes.addAll(new ShopEndpoints(service).routes(ERRORS));
        routes.addAll(new GemEndpoints(service).routes(ERRORS));
        routes.addAll(new McpEndpoint(service, options.sessions(), options.clock(), broken).routes(ERRORS));
        routes.addAll(ShopPages.routes(replays, ERRORS));
        return routes;
    }

    private static ShopServer start(
            ShopService service, List<Route> routes, ShopServerOptions options, Consumer<Throwable> broken) {
        HttpServer http = HttpServer.start(
                options.host(),
                options.port(),
                routes,
                ERRORS,
                options.keys(),
                options.http(),
                (path, status, nanos) -> {},
                broken);
        return new ShopServer(http, service);
    }

    public int port() {
        return http.port();
    }

    /** Returns how many sessions are open. */
    public int sessions() {
        return service.open();
    }

    @Override
    public void close() {
        http.close();
    }
}

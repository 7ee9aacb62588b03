package dev.lathe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.shop.Catalogue;
import dev.lathe.shop.Language;
import dev.lathe.shop.Market;
import dev.lathe.shop.ScenarioTasks;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Split;
import dev.lathe.shop.Temper;
import dev.lathe.shop.desk.DeskExpert;
import dev.lathe.shop.desk.DeskFamily;
import dev.lathe.shop.desk.DeskTask;
import dev.lathe.shop.desk.DeskTasks;
import dev.lathe.shop.session.Shop;
import dev.lathe.shop.session.ShopEnvironment;
import dev.lathe.shop.session.ShopSettings;
import dev.lathe.web.customer.PersonAtPage;
import dev.lathe.web.replay.Oracle;
import dev.lathe.web.replay.StoredRun;
import dev.lathe.web.session.ShopFloor;
import dev.lathe.web.session.ShopService;
import dev.lathe.web.session.TaskBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Is a small shop that a test serves, and a client of it. */
final class Served implements AutoCloseable {
    static final Catalogue CATALOGUE = Catalogue.generate(0, 800);
    static final ShopFloor FLOOR = new ShopFloor(new Shop(CATALOGUE), 0);
    static final ShopFloor MARKET = new ShopFloor(new Shop(new Market(0, 2000, Market.TWINS)), 0);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final ShopServer server;

    Served(ShopServerOptions options) {
        this(FLOOR, options);
    }

    private Served(ShopFloor floor, ShopServerOptions options) {
        server = ShopServer.start(floor, options, broken::add);
    }

    private Served(ShopFloor floor, @Nullable StoredRun run) {
        server = ShopServer.startForPeople(floor, run, null, ShopServerOptions.usual(0), broken::add);
    }

    private Served(PersonAtPage customer) {
        var floor = new ShopFloor(FLOOR.shop(), 0, customer::voice);
        server = ShopServer.startForPeople(floor, null, customer, ShopServerOptions.usual(0), broken::add);
    }

    /** Serves agents whose customers a person speaks for. */
    static Served withCustomer(PersonAtPage customer) {
        return new Served(customer);
    }

    static Served market() {
        return new Served(MARKET, ShopServerOptions.usual(0));
    }

    /** Serves people, who may look at the episodes of a run. */
    static Served forPeople(@Nullable StoredRun run) {
        return new Served(FLOOR, run);
    }

    /** Returns a plain task by its place. */
    static ShopTask task(String split, String language, int number) {
        return FLOOR.tasks().at(TaskBook.Shelf.of(split, language), number);
    }

    /** Returns an errand by its place. */
    static DeskTask errand(DeskFamily family, Split split, Language language, int number) {
        var scenarios = new ScenarioTasks(MARKET.world(), 0, List.of(Temper.values()));
        return new DeskTasks((Market) MARKET.world(), scenarios, 0).task(family, split, language, number);
    }

    static Served usual() {
        return new Served(ShopServerOptions.usual(0));
    }

    static ShopService service(ShopServerOptions options) {
        return new ShopService(FLOOR, options.sessions(), options.clock());
    }

    /** Returns what the fair oracle says on a plain task, step by step. */
    static List<String> oracle(ShopTask task) {
        return Oracle.play(FLOOR, task, ShopSettings.of(task.language()));
    }

    /** Returns what an expert does in an errand, step by step. */
    static List<String> expert(DeskTask task) {
        return new DeskExpert(MARKET.shop(), ShopSettings.PAGE_SIZE).actions(task);
    }

    /** Serves people, who may run errands, and look at those of a run. */
    static Served marketForPeople(StoredRun run) {
        return new Served(MARKET, run);
    }

    /** Returns a shop's own environment, to compare with. */
    static ShopEnvironment environment(Language language) {
        return FLOOR.environment(ShopSettings.of(language));
    }

    int sessions() {
        return server.sessions();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Posts what must succeed. */
    JsonNode post(String path, String body) throws Exception {
        return ok(send("POST", path, body));
    }

    JsonNode get(String path) throws Exception {
        return ok(send("GET", path, ""));
    }

    JsonNode delete(String path) throws Exception {
        return ok(send("DELETE", path, ""));
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    /** Returns the code of the error by which a request must be refused. */
    String refused(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response.body()).at("/error/code").asString("");
    }

    String refused(int status, String path, String body) throws Exception {
        return refused(status, "POST", path, body);
    }

    /** Opens a session and returns its path. */
    String open(String order) throws Exception {
        return "/v1/sessions/" + post("/v1/sessions", order).path("session").asString();
    }

    static String step(int number, String action) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("step", number)
                .put("action", action)
                .toString();
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Override
    public void close() {
        server.close();
        assertThat(broken).isEmpty();
    }
}

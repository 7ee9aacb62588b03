package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.core.chat.Endpoint;
import dev.lathe.core.chat.RemoteChatModel;
import dev.lathe.web.session.ShopFloor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says which model words what shoppers say. */
final class ShopperOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS = 2;

    @Option(
            names = "--shopper-url",
            paramLabel = "URL",
            description = {
                "OpenAI-compatible URL of a model that words what shoppers say, such as http://localhost:8000/v1.",
                "Rules decide what is said; templates say it if none is given, or where the model leaks or invents."
            })
    private Optional<URI> url = Optional.empty();

    @Option(names = "--shopper-model", paramLabel = "NAME", description = "The model's name there.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--shopper-key-variable",
            paramLabel = "NAME",
            description = "Environment variable that holds its key.")
    private Optional<String> keyVariable = Optional.empty();

    /**
     * Returns who words what shoppers say.
     *
     * @throws UserError if only one of URL and name is given, or the variable is not set
     */
    ShopFloor.Voicing voicing() {
        if (url.isPresent() != model.isPresent()) {
            throw new UserError("--shopper-url and --shopper-model belong together");
        }
        if (url.isEmpty()) {
            return ShopFloor.Voicing.TEMPLATES;
        }
        Optional<String> key = Endpoint.key("--shopper-key-variable", keyVariable.orElse(null));
        return ShopFloor.Voicing.by(
                new RemoteChatModel(new Endpoint(url.get(), model.orElseThrow(), key, PATIENCE, ATTEMPTS, PAUSE)));
    }
}

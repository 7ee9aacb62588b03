package dev.lathe.cli;

import dev.lathe.core.UserError;
import dev.lathe.core.recipe.Recipes;
import dev.lathe.train.chat.ChatSession;
import dev.lathe.train.chat.ChatSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a person talk with a policy. */
@Command(
        name = "chat",
        description = "Talk with a model; what comes on standard input is one message if nobody types it.",
        footer = {
            "",
            "Keys of --set: temperature, max_tokens, context_tokens, seed, system, threads.",
            "echo \"What is the capital of France?\" | lathe chat --model FILE.gguf --set temperature=0"
        })
final class ChatCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = "A GGUF file, or a folder with config.json and safetensors.")
    private Path model = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one setting, such as temperature=0; may be given often.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ChatSettings settings = Recipes.defaults(ChatSettings.class, overrides);
        PrintWriter out = spec.commandLine().getOut();
        try (ChatSession session = ChatSession.open(model, settings)) {
            var talk = new Talk(session, out, output.json());
            if (Terminal.hasKeyboard()) {
                talk.withPerson(Terminal.keyboard());
            } else {
                talk.once(input());
            }
        }
        return 0;
    }

    private static String input() throws IOException {
        String message = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        if (message.isEmpty()) {
            throw new UserError("standard input is empty: there is nothing to answer");
        }
        return message;
    }
}

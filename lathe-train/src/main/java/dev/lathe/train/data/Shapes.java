package dev.lathe.train.data;

import dev.lathe.algorithm.TurnMask;
import dev.lathe.core.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads the shapes in which people have conversations. */
final class Shapes {
    private static final String HUMAN = "\n\nHuman:";
    private static final String ASSISTANT = "\n\nAssistant:";

    private Shapes() {}

    /**
     * Reads {@code messages} (or {@code conversations}), or a prompt and a completion.
     *
     * @throws BadRow if the row has neither, or no reply in it
     */
    static Conversation conversation(Row row, TurnMask mask) {
        for (String key : List.of("messages", "conversations")) {
            if (row.has(key)) {
                return messages(row, key, row.require(key), mask);
            }
        }
        if (row.has(row.source().completion())) {
            return answered(row, row.source().completion());
        }
        throw row.error(
                "no shape fits the keys %s; shapes are messages, prompt with completion, chosen with rejected, text"
                        .formatted(row.keys()));
    }

    /** Reads one side of a preference: messages, text behind a prompt, or text of whole dialogues as HH-RLHF has them. */
    static Conversation side(Row row, String key) {
        JsonNode side = row.require(key);
        if (side.isArray() && !row.has(row.source().prompt())) {
            return messages(row, key, side, new TurnMask(false, false)).lastLearned();
        }
        if (side.isString() && !row.has(row.source().prompt())) {
            return dialogue(row, key, side.asString()).lastLearned();
        }
        return answered(row, key);
    }

    private static Conversation answered(Row row, String key) {
        JsonNode prompt = row.require(row.source().prompt());
        List<Message> asked = prompt.isArray()
                ? messages(row, row.source().prompt(), prompt)
                : List.of(Message.user(row.text(prompt, row.source().prompt())));
        JsonNode completion = row.require(key);
        if (completion.isString()) {
            return new Conversation(List.of(new Conversation.Turn(asked, completion.asString(), true)));
        }
        List<Message> all = new ArrayList<>(asked);
        all.addAll(messages(row, key, completion));
        return turns(row, key, all, List.of(), new TurnMask(false, false)).lastLearned();
    }

    private static Conversation messages(Row row, String key, JsonNode array, TurnMask mask) {
        return turns(row, key, messages(row, key, array), array.valueStream().toList(), mask);
    }

    private static List<Message> messages(Row row, String key, JsonNode array) {
        if (!array.isArray()) {
            throw row.error("key '%s' must be a list of messages".formatted(key));
        }
        return array.valueStream().map(entry -> message(row, key, entry)).toList();
    }

    private static Message message(Row row, String key, JsonNode entry) {
        String role = entry.path("role").asString(entry.path("from").asString(""));
        JsonNode content = entry.has("content") ? entry.get("content") : entry.path("value");
        if (!content.isString()) {
            throw row.error("key '%s': a message has no text under 'content'".formatted(key));
        }
        return new Message(role(row, key, role), content.asString());
    }

    private static Message.Role role(Row row, String key, String role) {
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "system" -> Message.Role.SYSTEM;
            case "user", "human" -> Message.Role.USER;
            case "assistant", "gpt" -> Message.Role.ASSISTANT;
            case "tool" -> Message.Role.TOOL;
            default ->
                throw row.error(
                        "key '%s': the role '%s' is none of system, user, assistant, tool".formatted(key, role));
        };
    }

    /** Cuts messages into turns; what follows the last reply is left out. */
    private static Conversation turns(
            Row row, String key, List<Message> messages, List<JsonNode> notes, TurnMask mask) {
        List<Conversation.Turn> turns = new ArrayList<>();
        List<Message> seen = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message.role() != Message.Role.ASSISTANT) {
                seen.add(message);
                continue;
            }
            if (seen.isEmpty()) {
                throw row.error("key '%s': message %d answers nothing".formatted(key, i + 1));
            }
            boolean learned = notes.isEmpty() || learned(notes.get(i), mask);
            turns.add(new Conversation.Turn(List.copyOf(seen), message.content(), learned));
            seen.clear();
        }
        if (turns.isEmpty()) {
            throw row.error("key '%s': no message of an assistant".formatted(key));
        }
        return new Conversation(turns);
    }

    /** Reads what a message says of itself: {@code weight: 0}, {@code error: true}, {@code relevant: false}. */
    private static boolean learned(JsonNode message, TurnMask mask) {
        boolean weighed = message.path("weight").asDouble(1) != 0;
        boolean failed = message.path("error").asBoolean(false);
        boolean relevant = message.path("relevant").asBoolean(true);
        return weighed && mask.learns(new TurnMask.Turn(failed, relevant));
    }

    private static Conversation dialogue(Row row, String key, String text) {
        List<Message> messages = new ArrayList<>();
        int at = text.indexOf(HUMAN);
        while (at >= 0) {
            boolean human = text.startsWith(HUMAN, at);
            int start = at + (human ? HUMAN : ASSISTANT).length();
            int next = nextSpeaker(text, start);
            String said = text.substring(start, next < 0 ? text.length() : next).strip();
            messages.add(human ? Message.user(said) : Message.assistant(said));
            at = next;
        }
        if (messages.isEmpty()) {
            throw row.error("key '%s' is text without a key '%s', and no dialogue of Human and Assistant"
                    .formatted(key, row.source().prompt()));
        }
        return turns(row, key, messages, List.of(), new TurnMask(false, false));
    }

    private static int nextSpeaker(String text, int from) {
        int human = text.indexOf(HUMAN, from);
        int assistant = text.indexOf(ASSISTANT, from);
        return human < 0 ? assistant : assistant < 0 ? human : Math.min(human, assistant);
    }
}

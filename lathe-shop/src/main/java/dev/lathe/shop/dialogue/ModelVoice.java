package dev.lathe.shop.dialogue;

import dev.lathe.core.Message;
import dev.lathe.core.chat.ChatException;
import dev.lathe.core.chat.ChatModel;
import dev.lathe.core.chat.ChatRequest;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.WishReader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a model word what the rules decided. What the model wrote is said only if it states exactly the facts of the line, no more and
 * no less; else the template is. What was said is remembered for a while, so that whoever plays the same steps again hears the same.
 */
public final class ModelVoice implements Voice {
    private static final int MOST_TOKENS = 96;
    private static final double TEMPERATURE = 0.7;
    private static final int REMEMBERED = 10_000;
    private static final String ENGLISH =
            "You are a customer of a shop. Say the following in your own words, in one or two"
                    + " short sentences. Keep every fact, number and name exactly, and add none:";
    private static final String CHINESE = "你是一位顾客。请用自己的话说出下面的意思，一两句即可。事实、数字和名称一个不少，也不要增加：";

    private final ChatModel model;
    private final Voice templates;
    private final SameFacts facts;
    private final Language language;
    private final ConcurrentHashMap<Said, String> remembered = new ConcurrentHashMap<>();
    private final AtomicLong worded = new AtomicLong();
    private final AtomicLong fallbacks = new AtomicLong();

    /** Names what is worded: a line of a task, by its template, at a turn. */
    private record Said(String task, int turn, String template) {}

    /**
     * Makes a voice.
     *
     * @param templates words what the model is shown, and what is said where the model fails
     */
    public ModelVoice(ChatModel model, Voice templates, WishReader reader, Language language) {
        this.model = model;
        this.templates = templates;
        this.facts = new SameFacts(reader);
        this.language = language;
    }

    @Override
    public String say(ShopTask task, Line line, int turn) {
        String template = templates.say(task, line, turn);
        if (!line.slips().isEmpty()) {
            return template;
        }
        var said = new Said(task.id(), turn, template);
        String known = remembered.get(said);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        String text = worded(task, template, turn);
        remembered.put(said, text);
        return text;
    }

    private String worded(ShopTask task, String template, int turn) {
        try {
            String text = model.reply(request(template, task.disclosure().seed() + turn))
                    .text()
                    .strip();
            if (facts.hold(task, template, text)) {
                worded.incrementAndGet();
                return text;
            }
        } catch (ChatException noReply) {
            // The template says the same, so a model that is out of reach costs nothing but variety.
        }
        fallbacks.incrementAndGet();
        return template;
    }

    private ChatRequest request(String template, long seed) {
        String instruction = language == Language.ZH ? CHINESE : ENGLISH;
        return new ChatRequest(List.of(Message.user(instruction + "\n" + template)), MOST_TOKENS, TEMPERATURE, seed);
    }

    /** Returns how many lines were said in the model's words. */
    public long worded() {
        return worded.get();
    }

    /** Returns how many lines the template had to say. */
    public long fallbacks() {
        return fallbacks.get();
    }
}

package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;
import java.util.List;

/** Chooses how actions are written in replies. */
public enum ActionFormat {
    /** {@code click[#3]}: the last {@code verb[argument]} of the reply counts. */
    TEXT,
    /** {@code {"action":"click","slot":3}}: the last JSON object with an "action" in the reply counts. */
    JSON,
    /** {@code Thought: ... Action: click[buy now]}: ShopSimulator's replies where there is nobody to ask. */
    REACT,
    /** {@code Thought: ... Action_type: ask_shopper|interact_with_env Action_content: ...}: ShopSimulator's where there is a shopper. */
    TYPED;

    /** Finds the action in what an agent wrote. */
    public Reading read(String reply) {
        return switch (this) {
            case TEXT -> TextFormat.read(reply);
            case JSON -> JsonFormat.read(reply);
            case REACT -> PaperFormat.read(reply);
            case TYPED -> PaperFormat.readTyped(reply);
        };
    }

    /** Writes an action so that {@link #read} finds it. */
    public String write(ShopAction action) {
        return switch (this) {
            case TEXT -> TextFormat.write(action);
            case JSON -> JsonFormat.write(action);
            case REACT -> PaperFormat.write(action);
            case TYPED -> PaperFormat.writeTyped(action);
        };
    }

    /** Returns how messages of the shop name a verb. */
    public String name(Verb verb) {
        return switch (this) {
            case TEXT -> verb.word() + "[]";
            case JSON -> verb.word();
            case REACT, TYPED -> PaperFormat.name(verb);
        };
    }

    /** Writes an action behind what an agent thought, which may be empty. */
    public String write(String thought, ShopAction action) {
        return switch (this) {
            case TEXT, JSON -> thought.isEmpty() ? write(action) : thought + " ; " + write(action);
            case REACT, TYPED -> ("Thought: " + thought).strip() + "\n" + write(action);
        };
    }

    /** Returns the words that replies hold beside those of the text format. */
    public List<String> words() {
        return switch (this) {
            case TEXT, JSON -> List.of();
            case REACT, TYPED -> PaperFormat.words();
        };
    }
}

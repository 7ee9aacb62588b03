package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;
import java.util.List;

/** Chooses how actions are written in replies. */
public enum ActionFormat {
    /** {@code click[#3]}: the last {@code verb[argument]} of the reply counts. */
    TEXT {
        @Override
        public Reading read(String reply) {
            return TextFormat.read(reply);
        }

        @Override
        public String write(ShopAction action) {
            return TextFormat.write(action);
        }

        @Override
        public String name(Verb verb) {
            return verb.word() + "[]";
        }
    },
    /** {@code {"action":"click","slot":3}}: the last JSON object with an "action" in the reply counts. */
    JSON {
        @Override
        public Reading read(String reply) {
            return JsonFormat.read(reply);
        }

        @Override
        public String write(ShopAction action) {
            return JsonFormat.write(action);
        }

        @Override
        public String name(Verb verb) {
            return verb.word();
        }
    },
    /** {@code Thought: ... Action: click[buy now]}: ShopSimulator's replies where there is nobody to ask. */
    REACT {
        @Override
        public Reading read(String reply) {
            return PaperFormat.read(reply);
        }

        @Override
        public String write(ShopAction action) {
            return PaperFormat.write(action);
        }

        @Override
        public String name(Verb verb) {
            return PaperFormat.name(verb);
        }

        @Override
        public String write(String thought, ShopAction action) {
            return thought(thought) + write(action);
        }

        @Override
        public List<String> words() {
            return PaperFormat.words();
        }
    },
    /** {@code Thought: ... Action_type: ask_shopper|interact_with_env Action_content: ...}: ShopSimulator's where there is a shopper. */
    TYPED {
        @Override
        public Reading read(String reply) {
            return PaperFormat.readTyped(reply);
        }

        @Override
        public String write(ShopAction action) {
            return PaperFormat.writeTyped(action);
        }

        @Override
        public String name(Verb verb) {
            return PaperFormat.name(verb);
        }

        @Override
        public String write(String thought, ShopAction action) {
            return thought(thought) + write(action);
        }

        @Override
        public List<String> words() {
            return PaperFormat.words();
        }
    };

    private static String thought(String thought) {
        return ("Thought: " + thought).strip() + "\n";
    }

    /** Finds the action in what an agent wrote. */
    public abstract Reading read(String reply);

    /** Writes an action so that {@link #read} finds it. */
    public abstract String write(ShopAction action);

    /** Returns how messages of the shop name a verb. */
    public abstract String name(Verb verb);

    /** Writes an action behind what an agent thought, which may be empty. */
    public String write(String thought, ShopAction action) {
        return thought.isEmpty() ? write(action) : thought + " ; " + write(action);
    }

    /** Returns the words that replies hold beside those of the text format. */
    public List<String> words() {
        return List.of();
    }
}

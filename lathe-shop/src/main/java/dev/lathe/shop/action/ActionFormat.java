package dev.lathe.shop.action;

import dev.lathe.shop.ShopAction;

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
    };

    /** Finds the action in what an agent wrote. */
    public abstract Reading read(String reply);

    /** Writes an action so that {@link #read} finds it. */
    public abstract String write(ShopAction action);

    /** Returns how messages of the shop name a verb. */
    public abstract String name(Verb verb);
}

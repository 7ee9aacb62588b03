package dev.lathe.shop.dialogue;

import dev.lathe.shop.Constraint;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Source;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the errors of a shopper from what it said, apart from those of the agent, reading its words as an agent would.
 *
 * <pre>
 * leak           a wish that is told only when asked, stated in an answer to another question, or in a refusal
 * invention      a value that neither is wished nor is taken back before the end
 * contradiction  two values for one property without taking the first back
 * </pre>
 */
public final class ShopperAudit {
    private final Kinds kinds;
    private final WishReader reader;
    private final ShopTask task;
    private final Map<String, Constraint> said = new HashMap<>();
    private final Set<Constraint> wrong = new HashSet<>();
    private int leaks;
    private int contradictions;

    /** Holds how many errors a shopper made. */
    public record Errors(int leaks, int inventions, int contradictions) {
        /** No errors. */
        public static final Errors NONE = new Errors(0, 0, 0);

        public Errors plus(Errors other) {
            return new Errors(
                    leaks + other.leaks, inventions + other.inventions, contradictions + other.contradictions);
        }
    }

    public ShopperAudit(Kinds kinds, WishReader reader, ShopTask task) {
        this.kinds = kinds;
        this.reader = reader;
        this.task = task;
        for (int place = 0; place < task.constraints().size(); place++) {
            if (task.disclosure().source(place) == Source.SAID) {
                Constraint wish = task.constraints().get(place);
                said.put(Kinds.of(wish), wish);
            }
        }
    }

    /** Hears the answer to a question. */
    public void answer(String question, Shopper.Reply reply) {
        Set<String> about = kinds.in(question);
        boolean general = about.isEmpty()
                || reply.line().act() == Line.Act.REVISE
                || (task.disclosure().temper() == Temper.IMPATIENT
                        && reply.talk().questions() > 1);
        hear(reply, general ? null : about);
    }

    /** Hears what a shopper says of a proposal: only a revision may state a wish. */
    public void verdict(Shopper.Reply reply) {
        hear(reply, reply.line().act() == Line.Act.REVISE ? null : Set.of());
    }

    private void hear(Shopper.Reply reply, @Nullable Set<String> allowed) {
        boolean takesBack = reply.line().act() == Line.Act.REVISE;
        for (Constraint wish : reader.read(reply.text(), TemplateVoice.category(task))) {
            String kind = Kinds.of(wish);
            leaks += allowed == null || allowed.contains(kind) ? 0 : 1;
            Constraint before = said.put(kind, wish);
            if (before != null && !before.equals(wish)) {
                contradictions += takesBack ? 0 : 1;
                wrong.remove(before);
            }
            if (!task.constraints().contains(wish)) {
                wrong.add(wish);
            }
        }
    }

    /** Returns the errors of the whole talk; what was wrong and never taken back is an invention. */
    public Errors errors(boolean ended) {
        List<Constraint> inventions = new ArrayList<>(ended ? wrong : Set.of());
        return new Errors(leaks, inventions.size(), contradictions);
    }
}

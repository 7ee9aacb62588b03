package dev.lathe.shop.dialogue;

import dev.lathe.core.Seeds;
import dev.lathe.shop.Ambiguity;
import dev.lathe.shop.Constraint;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopTask;
import dev.lathe.shop.Temper;
import dev.lathe.shop.WishWriter;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Words lines by templates and the clauses of the task's split. */
public final class TemplateVoice implements Voice {
    private static final int DEMANDS_ONE_IN = 2;
    private static final int MOST_DRAFTS = 100;

    private final WishWriter writer;
    private final Language language;
    private final DialogueWords words;

    public TemplateVoice(WishWriter writer, Language language) {
        this.writer = writer;
        this.language = language;
        this.words = DialogueWords.of(language);
    }

    @Override
    public String say(ShopTask task, Line line, int turn) {
        var random = new SplittableRandom(Seeds.of(Seeds.of(task.disclosure().seed(), "voice"), turn));
        for (int draft = 0; draft < MOST_DRAFTS; draft++) {
            String text = draft(task, line, random);
            Set<Constraint> understood = Set.copyOf(writer.reader().read(text, category(task)));
            if (understood.equals(Set.copyOf(line.facts()))) {
                return text;
            }
        }
        throw new IllegalStateException("no wording can be understood: " + line);
    }

    private String draft(ShopTask task, Line line, SplittableRandom random) {
        String text = text(task, line, random);
        boolean demands = task.disclosure().temper() == Temper.ADVERSARIAL && random.nextInt(DEMANDS_ONE_IN) == 0;
        return demands ? join(text, spaced(one(words.demands(), random))) : text;
    }

    private String text(ShopTask task, Line line, SplittableRandom random) {
        return switch (line.act()) {
            case TELL -> tell(task, line, random);
            case REVISE -> join(spaced(one(words.revise(), random)), wishes(task, line.facts(), random));
            case FORGET -> spaced(one(words.forget(), random));
            case AS_USUAL -> spaced(one(words.asUsual(), random));
            case NO_MATTER -> spaced(one(words.noMatter(), random));
            case THAT_IS_ALL -> spaced(one(words.thatIsAll(), random));
            case NOT_ASKED -> spaced(one(words.notAsked(), random)).formatted(names(line));
            case WRONG -> spaced(one(words.wrong(), random)).formatted(names(line));
            case ACCEPT -> spaced(one(words.accept(), random));
            case ENOUGH -> spaced(one(words.enough(), random));
            case TIRED -> spaced(one(words.tired(), random));
        };
    }

    /** A slip is said first, then taken back, then the facts: the later counts. */
    private String tell(ShopTask task, Line line, SplittableRandom random) {
        String facts = wishes(task, line.facts(), random);
        return line.slips().isEmpty()
                ? facts
                : join(wishes(task, line.slips(), random), join(spaced(one(words.slip(), random)), facts));
    }

    private String wishes(ShopTask task, List<Constraint> wishes, SplittableRandom random) {
        return writer.say(task.split(), wishes, Ambiguity.DESCRIBED, category(task), random);
    }

    static String category(ShopTask task) {
        return task.constraints().stream()
                .filter(Constraint.CategoryIs.class::isInstance)
                .map(wish -> ((Constraint.CategoryIs) wish).category())
                .findFirst()
                .orElseThrow();
    }

    private String names(Line line) {
        return line.names().stream().collect(Collectors.joining(spaced(" " + words.and() + " ")));
    }

    private String join(String first, String second) {
        return language == Language.ZH ? first + second : first + " " + second;
    }

    /** Chinese is written without the spaces that divide the words of templates. */
    private String spaced(String template) {
        return language == Language.ZH ? template.replace(" ", "") : template;
    }

    private static String one(List<String> variants, SplittableRandom random) {
        return variants.get(random.nextInt(variants.size()));
    }
}

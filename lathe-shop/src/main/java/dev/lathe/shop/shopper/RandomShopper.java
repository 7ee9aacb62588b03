package dev.lathe.shop.shopper;

import dev.lathe.core.Agent;
import dev.lathe.core.Message;
import dev.lathe.shop.Language;
import dev.lathe.shop.ShopAction;
import dev.lathe.shop.action.ActionFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Does, each turn, one of the things that can be done, all equally likely; it searches for the words of the instruction. */
final class RandomShopper implements Agent {
    private final PageReader reader;
    private final SplittableRandom random;
    private final Set<String> chosen = new HashSet<>();
    private Sight.@Nullable Results results;
    private Sight.@Nullable Item item;

    RandomShopper(Language language, long seed) {
        this.reader = new PageReader(language);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public String reply(List<Message> conversation) {
        String instruction = conversation.stream()
                .filter(message -> message.role() == Message.Role.USER)
                .findFirst()
                .orElseThrow()
                .content();
        see(reader.read(conversation.getLast().content()));
        List<ShopAction> possible = possible(instruction.replaceAll("[\\[\\]|]", " "));
        ShopAction action = possible.get(random.nextInt(possible.size()));
        remember(action);
        return ActionFormat.TEXT.write(action);
    }

    private void see(Sight sight) {
        switch (sight) {
            case Sight.Results seen -> {
                results = seen;
                item = null;
            }
            case Sight.Item seen -> {
                item = seen;
                chosen.clear();
            }
            case Sight.Choice choice -> {}
            case Sight.Nothing nothing -> {}
        }
    }

    private List<ShopAction> possible(String words) {
        var actions = new ArrayList<ShopAction>();
        actions.add(new ShopAction.Search(words, null));
        if (results != null) {
            addResults(actions, results);
        }
        if (item != null) {
            addItem(actions, item);
        }
        return actions;
    }

    private static void addResults(List<ShopAction> actions, Sight.Results results) {
        results.hits().forEach(hit -> actions.add(new ShopAction.Open(hit.slot())));
        if (results.page() < results.pages()) {
            actions.add(new ShopAction.NextPage());
        }
        if (results.page() > 1) {
            actions.add(new ShopAction.PreviousPage());
        }
    }

    private void addItem(List<ShopAction> actions, Sight.Item open) {
        actions.add(new ShopAction.BackToResults());
        List<Map.Entry<String, List<String>>> axes = open.lines().entrySet().stream()
                .filter(line -> line.getValue().size() > 1)
                .toList();
        axes.forEach(axis -> axis.getValue().forEach(value -> actions.add(new ShopAction.Choose(value))));
        if (axes.stream().allMatch(axis -> axis.getValue().stream().anyMatch(chosen::contains))) {
            actions.add(new ShopAction.Buy());
        }
    }

    private void remember(ShopAction action) {
        if (action instanceof ShopAction.Choose(String value)) {
            chosen.add(value);
        }
    }
}

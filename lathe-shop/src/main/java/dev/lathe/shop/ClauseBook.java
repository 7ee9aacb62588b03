package dev.lathe.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds the clause patterns of one language, which no two splits share, and the words that join clauses. */
record ClauseBook(List<List<String>> joiners, Map<ClauseKind, Map<Split, List<Clause>>> clauses) {
    ClauseBook {
        joiners = List.copyOf(joiners);
        clauses = Map.copyOf(clauses);
    }

    List<Clause> clauses(ClauseKind kind, Split split) {
        return Lexicon.known(
                Lexicon.known(clauses.get(kind), "clauses", kind.name()).get(split), "clauses", split.name());
    }

    /** Returns every literal word, without gaps. */
    List<String> words() {
        var words = new TreeSet<String>();
        joiners.forEach(words::addAll);
        for (Map<Split, List<Clause>> kind : clauses.values()) {
            kind.values().forEach(some -> some.forEach(clause -> words.addAll(clause.words())));
        }
        words.removeIf(word -> word.startsWith("<"));
        return new ArrayList<>(words);
    }
}

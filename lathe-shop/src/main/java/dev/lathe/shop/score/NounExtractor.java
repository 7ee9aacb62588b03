package dev.lathe.shop.score;

import java.util.Set;

/** Finds the nouns of a title, in small letters. The published scores depend on the tagger that finds them, which is the user's choice. */
@FunctionalInterface
public interface NounExtractor {
    Set<String> nouns(String title);
}

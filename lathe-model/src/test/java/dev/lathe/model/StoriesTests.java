package dev.lathe.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.model.engine.EngineOptions;
import dev.lathe.model.engine.InferenceEngine.Admission;
import dev.lathe.model.engine.LocalEngine;
import dev.lathe.model.sampling.Sampling;
import dev.lathe.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StoriesTests {
    private static final int BEGIN = 1;
    private static final Stories STORIES = Stories.read();
    private static final StoriesTokenizer TOKENIZER = StoriesTokenizer.read();

    @AfterAll
    static void close() {
        STORIES.parameters().values().forEach(Tensor::close);
    }

    @Test
    void writesAStoryFromNothing() throws IOException {
        assertThat(story(List.of(), 200)).isEqualTo(golden("greedy-200.txt"));
    }

    @Test
    void continuesAStory() throws IOException {
        assertThat(story(TOKENIZER.encode("One day, Lily met a"), 100)).isEqualTo(golden("greedy-100-lily.txt"));
    }

    /** Returns the text of {@code length} tokens that begins with the given ones. */
    private static String story(List<Integer> start, int length) {
        int[] prompt = new int[start.size() + 1];
        prompt[0] = BEGIN;
        for (int i = 0; i < start.size(); i++) {
            prompt[i + 1] = start.get(i);
        }
        var options = new EngineOptions(1, 1, 1, 512, Admission.IMMEDIATE);
        try (var engine = new LocalEngine(STORIES.description(), STORIES.parameters(), options);
                var conversation = engine.converse()) {
            List<Integer> tokens = new ArrayList<>(start);
            var sampling = Sampling.greedy(length - start.size()).withStopTokens(Set.of(BEGIN));
            conversation.generate(prompt, sampling, tokens::add);
            return TOKENIZER.decode(tokens).stripLeading() + "\n";
        }
    }

    private static String golden(String name) throws IOException {
        return Files.readString(SharedModels.STORIES.resolve(name));
    }
}

package dev.lathe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model cannot be served by is refused in one line, before its weights are read. */
class ServeMistakesTests {
    private static final Path MODEL =
            Path.of(System.getProperty("lathe.shared"), "models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tensor 2 | --tensor: 2 does not divide the model's 3 heads of keys and values; allowed: 1, 3",
                "--tensor 0 | --tensor must be at least 1, not 0",
                "--tensor 3 --lora a=/nowhere | /nowhere: the file adapter_config.json is missing",
                "--tensor 3 --dtype INT8 | --dtype INT8: --tensor works with FLOAT32 or BFLOAT16 only",
                "--lora a=/nowhere --dtype INT8 | --dtype INT8: --lora works with FLOAT32 or BFLOAT16 only",
                "--device cuda:99 | --device: there is no device cuda:99 here; libtorch sees the cpu",
                "--device gpu | device 'gpu' is unknown; allowed: cpu, cuda, cuda:<index>, mps",
                "--drain -1 | --drain must be at least 0, not -1",
                "--context 1 | --context must be from 2 to 8192, which the model was trained for, not 1",
                "--cache 1 --context 512 | --cache must be at least",
            })
    void refusesWhatDoesNotWork(String options, String line) {
        var out = new StringWriter();
        var err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("serve", "--model", MODEL.toString()));
        arguments.addAll(Arrays.asList(options.split(" ")));
        int code = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(err.toString().lines().filter(said -> said.startsWith("lathe: ")))
                .singleElement()
                .asString()
                .startsWith("lathe: " + line);
        assertThat(out.toString()).isEmpty();
    }
}

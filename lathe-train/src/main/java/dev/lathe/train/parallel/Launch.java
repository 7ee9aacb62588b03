package dev.lathe.train.parallel;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Says how this program is run again as another process of a team: by the same Java with the same flags.
 *
 * @param main the class with the main method
 * @param arguments what it is given
 * @param say hears one line if another process dies, before this one ends with exit code 1
 * @param advice how that line ends: what to do then
 */
public record Launch(String main, List<String> arguments, Consumer<String> say, String advice) {
    private static final String RANK = "lathe.rank";
    private static final String MEETING = "lathe.meeting";

    public Launch {
        arguments = List.copyOf(arguments);
    }

    /** Says how a run that can be resumed is run again. */
    public Launch(String main, List<String> arguments, Consumer<String> say) {
        this(main, arguments, say, "--resume goes on from the last checkpoint");
    }

    /** Returns the rank that this process was started with; 0 if a person started it. */
    public static int rank() {
        return Integer.getInteger(RANK, 0);
    }

    /** Tells whether this process was started by another one, to work with it. */
    public static boolean started() {
        return rank() > 0;
    }

    /** Returns the folder in which this process was told to meet the others. */
    public static Path meeting() {
        return Path.of(System.getProperty(MEETING));
    }

    /** Returns the command that starts one more process. */
    List<String> command(int rank, Path meeting) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Dlathe.terminal") && !flag.startsWith("-Dlathe.keyboard"))
                .forEach(command::add);
        command.add("-D%s=%d".formatted(RANK, rank));
        command.add("-D%s=%s".formatted(MEETING, meeting));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }
}

package dev.lathe.sandbox.process;

import dev.lathe.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wraps a command so that it runs isolated: as nobody, in new namespaces, with every other folder read-only, under limits. */
final class Isolation {
    /** What a wrapped command's output begins with, if it could be isolated. */
    static final String READY = "ready\n";

    private static final String NOBODY = "65534";

    /** The shell and the tools between a command and its namespace. */
    private static final int OWN_PROCESSES = 4;

    /**
     * Runs as the first process of the namespace: whatever a command leaves behind ends with it. It makes the folder a mount of its
     * own, every other one that it can reach read-only, says that it is ready, gives up all privileges for good, and runs the command
     * as a child, since the first process would not hear most signals. The table of mounts writes spaces as octal numbers.
     */
    private static final String FIRST_PROCESS = """
            folder=$1; shift
            mount -t proc proc /proc || exit
            mount --bind "$folder" "$folder" || exit
            while read -r _ point type _; do
              point=$(printf '%b' "$point")
              case "$type" in proc|sysfs|cgroup|cgroup2|devpts|mqueue) continue;; esac
              case "$point" in "$folder"|/dev|/dev/*|/proc/*|/sys/*) continue;; esac
              failure=$(mount -o remount,bind,ro "$point" 2>&1) || [ ! -e "$point" ] || { echo "$failure" >&2; exit 1; }
            done < /proc/self/mounts
            [ ! -e /dev/shm ] || mount -t tmpfs -o size=16m tmpfs /dev/shm || exit
            cd "$folder" || exit
            echo ready
            setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- prlimit "$@"
            exit $?
            """;

    private Isolation() {}

    static List<String> wrap(Path folder, SandboxLimits limits, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
        }
        command.addAll(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--net",
                "--ipc",
                "--uts",
                "--pid",
                "--mount",
                "--propagation",
                "private",
                "--fork",
                "--kill-child",
                "--",
                "sh",
                "-c",
                FIRST_PROCESS,
                "sh",
                folder.toString()));
        long cpu = limits.cpu().toSeconds();
        command.addAll(List.of(
                "--cpu=%d:%d".formatted(cpu, cpu + 1),
                "--as=" + limits.memoryBytes(),
                "--nproc=" + (limits.processes() + OWN_PROCESSES),
                "--fsize=" + limits.fileBytes(),
                "--nofile=" + limits.openFiles(),
                "--core=0",
                "--"));
        command.addAll(arguments);
        return command;
    }
}

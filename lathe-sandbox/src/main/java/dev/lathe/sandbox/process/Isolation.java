package dev.lathe.sandbox.process;

import dev.lathe.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wraps a command so that it runs isolated: as nobody, in new namespaces, with every other folder read-only, under limits. */
final class Isolation {
    private static final String NOBODY = "65534";

    /** The shell and the tools between a command and its namespace. */
    private static final int OWN_PROCESSES = 4;

    /**
     * Runs as the first process of the namespace: whatever a command leaves behind ends with it. It makes the folder a mount of its
     * own, every other one read-only, gives up all privileges for good, and runs the command as a child, since the first process
     * would not hear most signals.
     */
    private static final String FIRST_PROCESS = """
            folder=$1; shift
            mount -t proc proc /proc || exit 125
            mount --bind "$folder" "$folder" || exit 125
            while read -r _ point type _; do
              case "$type" in proc|sysfs|cgroup|cgroup2|devpts|mqueue) continue;; esac
              case "$point" in "$folder"|/dev|/dev/*|/proc/*|/sys/*) continue;; esac
              mount -o remount,bind,ro "$point" 2>/dev/null || [ "$point" != / ] || exit 125
            done < /proc/self/mounts
            mount -t tmpfs -o size=16m tmpfs /dev/shm 2>/dev/null
            cd "$folder" || exit 125
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

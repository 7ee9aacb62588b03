package dev.lathe.core;

/** Derives independent seeds from one seed and a path of numbers, so that nothing random depends on the order of work. */
public final class Seeds {
    private Seeds() {}

    /** Returns a seed for one place, such as {@code of(recipeSeed, STEP, step, task, episode, turn)}. */
    public static long of(long seed, long... path) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        for (long part : path) {
            state = mix(state + 0x9E3779B97F4A7C15L + mix(part));
        }
        return state;
    }

    /** Returns a seed for a name, such as the name of a phase. */
    public static long of(long seed, String name) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        for (int i = 0; i < name.length(); i++) {
            state = mix(state + 0x9E3779B97F4A7C15L + name.charAt(i));
        }
        return state;
    }

    /** Mixes 64 bits (the finaliser of SplitMix64, variant 13 of Stafford). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

package dev.lathe.model.checkpoint;

import java.util.OptionalInt;

/** Gives the metadata of a GGUF file that belongs to its architecture, by names without its prefix. */
final class GgufKeys {
    private final GgufMetadata metadata;
    private final String prefix;

    GgufKeys(GgufMetadata metadata, String architecture) {
        this.metadata = metadata;
        this.prefix = architecture + ".";
    }

    int integer(String name) {
        return metadata.integer(prefix + name);
    }

    int integer(String name, int otherwise) {
        return metadata.findInteger(prefix + name).orElse(otherwise);
    }

    OptionalInt find(String name) {
        return metadata.findInteger(prefix + name);
    }

    /** Returns the shortest decimal that has the same float32: 1e-5, not 9.999999747378752e-06. */
    double number(String name) {
        return shortest(metadata.number(prefix + name));
    }

    double number(String name, double otherwise) {
        return metadata.has(prefix + name) ? number(name) : otherwise;
    }

    String text(String name, String otherwise) {
        return metadata.findString(prefix + name).orElse(otherwise);
    }

    private static double shortest(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }
}

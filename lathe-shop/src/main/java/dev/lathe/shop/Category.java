package dev.lathe.shop;

import java.util.List;

/**
 * Describes a leaf of the category tree: its path (domain, group, leaf ids), its name (the noun in titles), and the ids of the
 * attributes and option axes of its products, in the order in which pages show them.
 */
public record Category(String id, List<String> path, Text name, List<String> attributes, List<String> axes) {
    public Category {
        path = List.copyOf(path);
        attributes = List.copyOf(attributes);
        axes = List.copyOf(axes);
    }

    /** Returns how many nodes, counted from the root, both paths share. */
    public int sharedNodes(Category other) {
        int shared = 0;
        while (shared < path.size() && path.get(shared).equals(other.path.get(shared))) {
            shared++;
        }
        return shared;
    }
}

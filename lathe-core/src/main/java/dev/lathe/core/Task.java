package dev.lathe.core;

/** Describes something to be done in an environment. */
public interface Task {
    /** Returns a name that is unique in its data set and stable between runs. */
    String id();
}

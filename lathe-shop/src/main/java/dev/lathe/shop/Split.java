package dev.lathe.shop;

/** Says what a task may be used for. */
public enum Split {
    TRAIN,
    VALIDATION,
    HELD_OUT
}

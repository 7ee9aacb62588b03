package dev.lathe.core.recipe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the value of a key that is not in the file, as YAML. What the file gives for a section is laid over its default key by key;
 * a choice keeps its default's keys as long as the kind stays the same. A section without this is made of the defaults of its keys.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}

package dev.lathe.serve.tools;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says what a request wants of tools.
 *
 * @param described the tools that the model hears of
 * @param format how calls are read from the reply, or null if none is to be
 * @param schema what the JSON object of a call must be, or null if the model is free
 */
public record ToolPlan(
        List<JsonNode> described,
        @Nullable ToolFormat format,
        @Nullable JsonNode schema) {
    /** Wants none. */
    public static final ToolPlan NONE = new ToolPlan(List.of(), null, null);

    /** Leaves it to the model whether it calls a tool. */
    public static ToolPlan free(Collection<JsonNode> tools, ToolFormat format) {
        return tools.isEmpty() ? NONE : new ToolPlan(List.copyOf(tools), format, null);
    }

    /**
     * Wants one call.
     *
     * @param tools all tools
     * @param wanted those of which one must be called
     */
    public static ToolPlan bound(Collection<JsonNode> tools, Collection<JsonNode> wanted, ToolFormat format) {
        return new ToolPlan(List.copyOf(tools), format, CallSchema.of(List.copyOf(wanted), format));
    }

    /** Returns how the reply begins, if the model is to call a tool. */
    public String begun() {
        return format == null || schema == null ? "" : format.opening();
    }
}

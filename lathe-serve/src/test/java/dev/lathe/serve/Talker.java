package dev.lathe.serve;

/** Is what the scripted model says to real clients: it greets, calls a tool when told to, and tells what the tool answered. */
final class Talker {
    static final String GREETING = "Hello, world: hé 👟";
    static final String CALL =
            "Let me look.\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Ulm\"}}\n</tool_call>";

    private Talker() {}

    static String reply(String prompt) {
        if (prompt.contains("<tool_response>")) {
            return prompt.contains("sunny") && prompt.contains("\"city\":\"Ulm\"")
                    ? "It is sunny in Ulm."
                    : "I lost the thread.";
        }
        return prompt.contains("user\ncall<|im_end|>") && prompt.contains("<tools>") ? CALL : GREETING;
    }
}

package dev.lathe.shop;

/** Chooses what an agent has beside the request: a profile of the shopper, and the shopper to talk to. */
public enum Scenario {
    SINGLE(false, false),
    SINGLE_PERSONA(true, false),
    MULTI(false, true),
    MULTI_PERSONA(true, true);

    private final boolean persona;
    private final boolean dialogue;

    Scenario(boolean persona, boolean dialogue) {
        this.persona = persona;
        this.dialogue = dialogue;
    }

    /** Returns whether there is a profile. */
    public boolean persona() {
        return persona;
    }

    /** Returns the same without a profile. */
    public Scenario withoutPersona() {
        return dialogue ? MULTI : SINGLE;
    }

    /** Returns whether there is somebody to ask. */
    public boolean dialogue() {
        return dialogue;
    }
}

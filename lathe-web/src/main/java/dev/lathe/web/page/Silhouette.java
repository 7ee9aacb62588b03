package dev.lathe.web.page;

import java.util.List;
import java.util.Map;

/** Holds the outlines in which products are drawn: some for each domain, of which a kind of product always has the same. */
final class Silhouette {
    private static final String BOX =
            "<path d=\"M32 52l28-12 28 12v36L60 100 32 88z\"/><path d=\"M32 52l28 12 28-12M60 64v36\" fill=\"none\"/>";
    private static final String BOTTLE =
            "<path d=\"M53 22h14v12q0 5 5 9 5 4 5 11v42q0 5-5 5H48q-5 0-5-5V54q0-7 5-11 5-4 5-9z\"/><rect x=\"51\" y=\"16\" width=\"18\" height=\"8\" rx=\"2\"/>";
    private static final String TUBE =
            "<path d=\"M42 28h36l-5 62H47z\"/><rect x=\"48\" y=\"90\" width=\"24\" height=\"12\" rx=\"3\"/>";
    private static final String POT =
            "<path d=\"M34 52h52v34q0 14-14 14H48q-14 0-14-14z\"/><path d=\"M30 46h60v7H30z\"/><path d=\"M56 38h8v8h-8z\"/><path d=\"M34 60q-14 0-14 10t14 10M86 60q14 0 14 10t-14 10\" fill=\"none\" stroke-width=\"5\"/>";
    private static final String PITCHER =
            "<path d=\"M40 42h40l6 52q0 7-7 7H41q-7 0-7-7z\"/><path d=\"M80 52q20 2 16 20t-14 16\" fill=\"none\" stroke-width=\"5\"/><path d=\"M40 42l-9-8 12-2z\"/><path d=\"M48 34h26v8H48z\"/>";
    private static final String SEAT =
            "<path d=\"M38 24h44v36H38z\"/><path d=\"M32 60h56v13H32z\"/><path d=\"M36 73h7v28h-7zM77 73h7v28h-7z\"/>";
    private static final String CUPBOARD =
            "<path d=\"M32 26h56v70H32z\"/><path d=\"M32 60h56M60 26v70\" fill=\"none\"/><path d=\"M36 96h8v6h-8zM76 96h8v6h-8z\"/><circle cx=\"55\" cy=\"46\" r=\"2\"/><circle cx=\"65\" cy=\"46\" r=\"2\"/>";
    private static final String PILLOW = "<path d=\"M28 40q32-10 64 0 6 24 0 48-32 10-64 0-6-24 0-48z\"/>";
    private static final String FOLDED =
            "<path d=\"M28 78h64v18H28z\"/><path d=\"M30 60h60v18H30z\"/><path d=\"M34 42h52v18H34z\"/>";
    private static final String LAMP =
            "<path d=\"M44 24h32l14 40H30z\"/><path d=\"M57 64h6v30h-6z\"/><path d=\"M42 94h36v7H42z\"/>";
    private static final String DEVICE =
            "<rect x=\"36\" y=\"22\" width=\"48\" height=\"80\" rx=\"9\"/><rect x=\"42\" y=\"30\" width=\"36\" height=\"12\" rx=\"3\" fill=\"#fff\" fill-opacity=\"0.7\"/><circle cx=\"60\" cy=\"91\" r=\"4.5\" fill=\"#fff\" fill-opacity=\"0.7\"/>";
    private static final String HEADSET =
            "<path d=\"M30 70q0-42 30-42t30 42\" fill=\"none\" stroke-width=\"7\"/><rect x=\"24\" y=\"64\" width=\"20\" height=\"34\" rx=\"8\"/><rect x=\"76\" y=\"64\" width=\"20\" height=\"34\" rx=\"8\"/><path d=\"M46 48h28v34H46z\" fill-opacity=\"0.25\" stroke=\"none\"/>";
    private static final String SHIRT = "<path d=\"M46 26q14 10 28 0l22 14-9 18-9-5v48H42V53l-9 5-9-18z\"/>";
    private static final String TROUSERS =
            "<path d=\"M42 24h36l7 77H65L60 56l-5 45H35z\"/><path d=\"M42 24h36v8H42z\"/>";
    private static final String SHOE =
            "<path d=\"M24 60q16 8 26-16l12 16q22 8 32 18 4 6 2 12H24z\"/><path d=\"M24 90h72v8H24z\" fill-opacity=\"0.7\"/>";
    private static final String BALL =
            "<circle cx=\"60\" cy=\"66\" r=\"34\"/><path d=\"M26 66h68M60 32v68M36 42q24 18 48 0M36 90q24-18 48 0\" fill=\"none\"/>";
    private static final String BACKPACK =
            "<path d=\"M36 50q0-24 24-24t24 24v44q0 7-7 7H43q-7 0-7-7z\"/><path d=\"M42 66h36v26H42z\" fill-opacity=\"0.8\"/><path d=\"M50 26q0-9 10-9t10 9\" fill=\"none\" stroke-width=\"4\"/>";
    private static final String TENT =
            "<path d=\"M60 28l40 70H20z\"/><path d=\"M60 50l15 48H45z\" fill=\"#fff\" fill-opacity=\"0.5\"/>";
    private static final String JAR =
            "<rect x=\"36\" y=\"38\" width=\"48\" height=\"63\" rx=\"9\"/><rect x=\"40\" y=\"24\" width=\"40\" height=\"14\" rx=\"4\"/><rect x=\"42\" y=\"56\" width=\"36\" height=\"28\" fill=\"#fff\" fill-opacity=\"0.55\"/>";
    private static final String POUCH =
            "<path d=\"M36 26h48l5 68q0 7-7 7H38q-7 0-7-7z\"/><path d=\"M36 26h48v9H36z\"/><ellipse cx=\"60\" cy=\"66\" rx=\"17\" ry=\"20\" fill=\"#fff\" fill-opacity=\"0.5\"/>";
    private static final String BOOK =
            "<path d=\"M34 24h46q8 0 8 8v69H42q-8 0-8-8z\"/><path d=\"M34 93q0-8 8-8h46\" fill=\"none\"/><path d=\"M48 40h28v6H48z\" fill=\"#fff\" fill-opacity=\"0.6\"/>";
    private static final String BEAR =
            "<circle cx=\"42\" cy=\"38\" r=\"10\"/><circle cx=\"78\" cy=\"38\" r=\"10\"/><circle cx=\"60\" cy=\"48\" r=\"22\"/><ellipse cx=\"60\" cy=\"84\" rx=\"26\" ry=\"18\"/><circle cx=\"53\" cy=\"46\" r=\"2.4\" fill=\"#2a2622\"/><circle cx=\"67\" cy=\"46\" r=\"2.4\" fill=\"#2a2622\"/>";
    private static final String BONE =
            "<path d=\"M38 54a12 12 0 1 1 8-14l28 28a12 12 0 1 1 8 14 12 12 0 1 1-14 8L40 62a12 12 0 0 1-2-8z\"/>";

    private static final Map<String, List<String>> BY_DOMAIN = Map.ofEntries(
            Map.entry("kitchen", List.of(PITCHER, POT, JAR)),
            Map.entry("furniture", List.of(SEAT, CUPBOARD)),
            Map.entry("bedding", List.of(PILLOW, FOLDED)),
            Map.entry("appliances", List.of(LAMP, DEVICE)),
            Map.entry("electronics", List.of(HEADSET, DEVICE)),
            Map.entry("clothing", List.of(SHIRT, TROUSERS)),
            Map.entry("footwear", List.of(SHOE)),
            Map.entry("bags", List.of(BACKPACK, POUCH)),
            Map.entry("sports", List.of(BALL, BACKPACK)),
            Map.entry("outdoors", List.of(TENT, BACKPACK)),
            Map.entry("office", List.of(BOOK, BOX)),
            Map.entry("toys", List.of(BEAR, BALL)),
            Map.entry("pets", List.of(BONE, PILLOW)),
            Map.entry("beauty", List.of(BOTTLE, TUBE)),
            Map.entry("food", List.of(JAR, POUCH)));

    private Silhouette() {}

    /**
     * Returns an outline, as the inside of an SVG group on 120 x 120.
     *
     * @param kind a number that is always the same for a kind of product
     */
    static String of(String domain, int kind) {
        List<String> some = BY_DOMAIN.getOrDefault(domain, List.of(BOX));
        return some.get(Math.floorMod(kind, some.size()));
    }
}

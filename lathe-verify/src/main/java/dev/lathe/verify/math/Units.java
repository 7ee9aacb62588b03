package dev.lathe.verify.math;

import java.util.regex.Pattern;

/** Takes units off the end of an answer; they are words, and a number with its unit is the number. */
final class Units {
    private static final String NAMES =
            "feet|foot|ft|inch(?:es)?|yards?|yd|miles?|mi|mph|kmph|km/h|m/s|kilometers?|km|meters?|metres?|cm|mm|dm|"
                    + "pounds?|lbs?|ounces?|oz|kilograms?|kg|grams?|gm|mg|tons?|gallons?|gal|liters?|litres?|ml|acres?|hectares?|"
                    + "seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|am|pm|"
                    + "degrees?|deg|radians?|rad|units?|sq|square|cubic|cents?|dollars?|euros?|rupees?|coins?|points?|people|students?|"
                    + "apples?|tiles?|men|women|meals?|toys?|edges?|digits?|times|ways?|m|g|s|h|L";

    private static final Pattern TRAILING =
            Pattern.compile("(?<=[\\d}\\s])\\s{0,9}(?:" + NAMES + ")\\.?(?:\\^(?:\\d|\\{\\d\\}))?\\s{0,9}$");

    private static final int WORDS = 2;

    private Units() {}

    static String without(String formula) {
        String text = formula.strip();
        for (int i = 0; i < WORDS; i++) {
            String shorter = TRAILING.matcher(text).replaceFirst("").strip();
            text = shorter.isEmpty() ? text : shorter;
        }
        return text;
    }
}

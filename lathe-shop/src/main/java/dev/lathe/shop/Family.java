package dev.lathe.shop;

import java.util.List;

/**
 * Groups eight products of one brand and one category that share their title. Seven are twins of {@code original}: four differ in
 * price alone, two in one of {@code twinAttributes} each, and one in that it does not offer {@code twinValue} on {@code twinAxis}.
 */
public record Family(
        int index,
        String category,
        String brand,
        int original,
        List<Integer> members,
        List<String> twinAttributes,
        String twinAxis,
        String twinValue) {
    public Family {
        members = List.copyOf(members);
        twinAttributes = List.copyOf(twinAttributes);
    }
}

package dev.lathe.shop.shopper;

/**
 * Holds one wish in the words of the pages.
 *
 * @param label the name of the attribute or option axis, without a mark
 * @param value the word that the page should show
 */
record Want(String label, String value) {}

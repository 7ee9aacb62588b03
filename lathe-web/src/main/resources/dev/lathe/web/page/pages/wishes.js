// Draws what is wanted, and how far it is met.
import { make } from "./dom.js";
import { say, sayOf } from "./words.js";

const MARKS = { met: "✓", broken: "✗", open: "·" };
const STATES = { met: "met", broken: "brokenWish", open: "openWish" };

/** Draws a list of wishes; where they are told one by one, also whether each was. */
export function wishes(all) {
  return make("ul", { class: "wishes", "aria-label": say("wishes") }, ...all.map(({ state, text, told }) =>
    make("li", { class: state }, MARKS[state] + " " + text, make("span", { class: "unseen" }, ", " + say(STATES[state])),
      told ? make("small", { "data-told": told }, " · " + sayOf("told", told)) : null)));
}

// Lets a person say what customers say to agents.
import { ask, make } from "./dom.js";
import { say, speak } from "./words.js";

const EVERY_MILLIS = 1000;

const main = document.getElementById("main");
const language = document.getElementById("language");
let shown = null;

/** Draws the first request that waits, unless it stands there already: a person may be writing. */
function draw([first]) {
  if (first?.number === shown) {
    return;
  }
  shown = first?.number;
  if (!first) {
    main.replaceChildren(make("p", { class: "soft" }, say("nobodyAsks")));
    return;
  }
  const text = make("input", { name: "text", autocomplete: "off", maxlength: 300, required: true });
  const form = make("form", { id: "reply" }, make("label", {}, make("span", { class: "unseen" }, say("yourWords")), text), make("button", { type: "submit", class: "main" }, say("sayIt")));
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(() => ask("POST", "/people/customer", { number: first.number, text: text.value }));
  });
  main.replaceChildren(make("section", { id: "task" },
    make("h2", {}, say("agentAsks")), make("blockquote", {}, first.text), form, make("p", { class: "soft" }, say("checked"))));
  text.focus();
}

/** Does one request; what it says waits is drawn. */
async function attempt(request) {
  try {
    draw((await request()).waiting);
  } catch (failure) {
    shown = null;
    main.replaceChildren(make("p", { class: "warn" }, failure instanceof TypeError ? say("broken") : say("noCustomer")));
  }
}

language.addEventListener("change", () => {
  speak(language.value);
  shown = null;
});
const asked = new URLSearchParams(location.search);
language.value = asked.get("language") === "zh" ? "zh" : "en";
speak(language.value);
const look = () => attempt(() => ask("GET", "/people/customer"));
look();
setInterval(look, EVERY_MILLIS);

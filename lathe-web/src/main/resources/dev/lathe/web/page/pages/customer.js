// Lets a person be the customer whom agents ask: the rules say what may be said, the person chooses among it and words it.
import { ask, make } from "./dom.js";
import * as screens from "./screens.js";
import { wishes } from "./wishes.js";
import { say, sayOf, speak } from "./words.js";

const EVERY_MILLIS = 1000;

const main = document.getElementById("main");
const language = document.getElementById("language");
let shown = null;

/** Draws the first agent that waits, unless it stands there already: a person may be writing. */
function draw([first]) {
  if (first?.number === shown) {
    return;
  }
  shown = first?.number;
  if (!first) {
    main.replaceChildren(make("p", { class: "soft" }, say("nobodyAsks")));
    return;
  }
  const form = reply(first);
  main.replaceChildren(
    make("section", { id: "task", "aria-live": "polite" }, make("h2", {}, say(first.proposed ? "agentProposes" : "agentAsks")), talk(first)),
    wishes(first.wishes),
    form,
    ...(first.proposed ? [make("div", { class: "seen" }, screens.item(first.proposed))] : []));
  screens.color(main);
  form.elements.text.focus();
}

/** Draws what was said, from the customer's request to what the agent says now. */
function talk({ request, talk: before, question, proposed }) {
  const line = (words, mine) => make("li", { class: mine ? "mine" : false }, words);
  return make("ol", { id: "talk" }, line(request, true),
    ...before.flatMap(({ agent, customer }) => [line(agent, false), line(customer, true)]),
    line(question ?? say("proposesThis", proposed.title), false));
}

/** Draws what may be said, with a field for the person's own words. */
function reply({ number, lines }) {
  const text = make("input", { name: "text", type: "text", autocomplete: "off", maxlength: 300 });
  const choices = lines.map(({ act, text: usual }, i) => make("label", { class: "choice" },
    make("input", { type: "radio", name: "line", value: i, checked: i === 0 }), make("span", {}, `${sayOf("acts", act)}: “${usual}”`)));
  const form = make("form", { id: "reply" },
    make("fieldset", {}, make("legend", {}, say("mayBeSaid")), ...choices),
    make("label", { class: "field" }, say("yourWords"), text),
    make("button", { type: "submit", class: "main" }, say("sayIt")),
    make("p", { class: "soft" }, say("checked")));
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(() => ask("POST", "/people/customer", { number, line: Number(form.elements.line.value), text: text.value }));
  });
  return form;
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

import { ask, make } from "./dom.js";
import { errand } from "./errand.js";
import * as screens from "./screens.js";
import { open } from "./session.js";
import { say, sayOf, speak, spoken } from "./words.js";

const TASKS = 1000;
const PARTS = [["type", "type"], ["attributes", "attributes"], ["options", "optionsPart"], ["price", "pricePart"], ["strict", "strict"]];

const $ = id => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const replays = ask("GET", "/health").then(health => health.replays);

let session = null;
let busy = false;
let prices = new Map();
let openItem = null;

/** Returns what the address asks for; without anything, any of the first training tasks. */
function order() {
  if (asked.has("task")) {
    return { task: asked.get("task") };
  }
  const number = asked.has("number") ? Number(asked.get("number")) : Math.floor(Math.random() * TASKS);
  const order = { split: asked.get("split") ?? "train", language: spoken(), number };
  for (const name of ["scenario", "difficulty", "errand"]) {
    if (asked.has(name)) {
      order[name] = asked.get(name);
    }
  }
  return order;
}

async function begin() {
  await session?.close();
  prices = new Map();
  openItem = null;
  $("search").reset();
  $("search").hidden = false;
  $("leave").hidden = false;
  $("talk").replaceChildren();
  $("talk").hidden = true;
  try {
    session = await open(order());
    draw(await session.look());
    status("");
    document.querySelector("#search [name=query]").focus({ preventScroll: true });
  } catch (failure) {
    complain(failure);
  }
}

function status(text) {
  $("status").textContent = text;
}

function complain(failure) {
  const gone = failure.code === "lease_expired" || failure.code === "unknown_session";
  status(failure instanceof TypeError ? say("broken") : gone ? say("expired") : failure.message);
}

/** Does one thing after the other: a second click while the first is under way is not meant. */
async function exclusively(action) {
  if (busy) {
    return;
  }
  busy = true;
  document.body.classList.add("busy");
  try {
    await action();
  } catch (failure) {
    complain(failure);
  } finally {
    busy = false;
    document.body.classList.remove("busy");
  }
}

const act = (name, args) => exclusively(() => step(name, args));

/** Chooses values of both axes, leaving out those that are chosen already. */
act.both = pairs => exclusively(async () => {
  for (const [wanted, chosen] of pairs) {
    if (wanted !== chosen && !session.view.last?.score) {
      await step("choose", { value: wanted });
    }
  }
});

/** Searches the same again with one filter set, or taken back. */
act.refine = (field, value) => {
  $("search").elements.query.value = session.view.screen.results.query;
  $("search").elements[field].value = value;
  $("search").requestSubmit();
};

/** Does at the desk what is written as agents write it. */
const write = action => exclusively(async () => {
  const stepped = await session.write(action);
  draw(session.view);
  status(stepped.refusal ? sayOf("refusal", stepped.refusal) : "");
  if (!stepped.refusal && !stepped.score) {
    $("errand").querySelector("h2").focus();
  }
});

/** Shows an item to the customer. */
const propose = slot => exclusively(() => talk(say("proposed"), "propose", { slot }));

/** Says something to the customer, who answers. */
async function talk(words, name, args) {
  const stepped = await session.act(name, args);
  const answer = stepped.refusal ? "" : stepped.observation.replace(/^[^:]*: /, "");
  act.answer = name === "propose" ? answer : "";
  draw(session.view);
  status(stepped.refusal ? sayOf("refusal", stepped.refusal) : "");
  if (answer) {
    $("talk").hidden = false;
    $("talk").append(make("li", { class: "mine" }, words), make("li", {}, answer));
    $("talk").scrollTop = $("talk").scrollHeight;
  }
}

async function step(name, args) {
  const focused = document.activeElement?.closest("label, td")?.textContent;
  const stepped = await session.act(name, args);
  act.answer = "";
  draw(session.view);
  status(stepped.refusal ? sayOf("refusal", stepped.refusal) : "");
  if (name === "choose") {
    refocus(args.value, focused);
  } else if (!stepped.refusal) {
    $("screen").querySelector("h2")?.focus();
    scrollTo({ top: Math.min(scrollY, $("status").offsetTop) });
  }
}

/** Puts the focus back on the option that a person chose by keyboard: the page was drawn anew. */
function refocus(value, focused) {
  const same = [...document.querySelectorAll("#screen input[type=radio]")].find(input => input.value === value);
  if (focused) {
    same?.focus();
  }
}

function draw(view) {
  $("instruction").textContent = view.request;
  $("profile").hidden = !view.profile;
  if (view.profile) {
    const [who, ...habits] = view.profile.split("\n");
    $("profile").querySelector("summary").textContent = who;
    $("profile").querySelector("p").textContent = habits.join("\n");
  }
  $("ask").elements.question.placeholder = say("question");
  $("ask").hidden = !view.shopper || Boolean(view.last?.score);
  act.propose = view.shopper ? propose : undefined;
  act.add = view.errand ? () => write("add[]") : undefined;
  $("leave").textContent = say(view.errand ? "finish" : "leave");
  $("errand").hidden = !view.errand || Boolean(view.last?.score);
  $("errand").replaceChildren(...(view.errand ? [errand(view.errand, write)] : []));
  $("kind").value = kindOf(view.task);
  $("turns").textContent = say("turns", view.step, view.turn_limit);
  if (view.last?.score) {
    end(view);
    return;
  }
  const { item, results } = view.screen;
  if (item) {
    remember(item, results);
    $("screen").replaceChildren(screens.item(item, act, prices));
  } else if (results) {
    $("screen").replaceChildren(screens.results(results, act));
  } else {
    $("screen").replaceChildren(make("p", { class: "soft hello" }, say("begin")));
  }
  screens.color($("screen"));
}

/** Keeps the prices that were seen of the item that is open. */
function remember(item, results) {
  const which = screens.key(results.query, results.max_price, results.page, item.slot);
  if (which !== openItem) {
    openItem = which;
    prices = new Map();
  }
  if (item.price || item.sold_out) {
    prices.set(screens.key(...item.axes.map(axis => axis.values.find(value => value.chosen).name)), item.price ?? say("noneLeft"));
  }
}

function verdict({ score, terminated }, isErrand) {
  if (isErrand && terminated) {
    return score.success ? "done" : "notDone";
  }
  if (!score.bought) {
    return terminated ? (score.success ? "right" : "left") : "noBuy";
  }
  return score.success ? "perfect" : "imperfect";
}

async function end(view) {
  const score = view.last.score;
  $("search").hidden = true;
  $("leave").hidden = true;
  const parts = PARTS.filter(([part]) => part in score).map(([part, word]) => make("tr", {},
    make("th", { scope: "row" }, say(word)),
    make("td", {}, make("meter", { min: 0, max: 1, value: score[part], "aria-label": say(word) })),
    make("td", { class: "number" }, (100 * score[part]).toFixed(0) + " %")));
  const made = make("section", { class: "end" },
    make("h2", { tabindex: "-1" }, say(view.errand ? "over" : score.bought ? "bought" : "gone")),
    make("p", { id: "verdict" }, say(verdict(view.last, Boolean(view.errand)))),
    parts.length > 0 ? make("table", { class: "score" }, ...parts) : null,
    make("p", { class: "soft" }, say("steps", score.turns)),
    make("p", { class: "links" },
      make("button", { type: "button", class: "main", click: another }, say("another"))));
  $("screen").replaceChildren(made);
  if (await replays) {
    const link = "/versus?" + new URLSearchParams({ session: session.id, task: view.task, language: spoken() });
    made.querySelector(".links").append(make("a", { id: "compare", href: link }, say("compare")));
    session = null;
  }
}

/** Lists the sorts of tasks that this shop has. */
async function offerKinds() {
  const { scenarios, errands } = await ask("GET", "/v1/world");
  for (const [name, values] of [["scenario", scenarios], ["errand", errands]]) {
    $("kind").append(...values.map(value => make("option", { value: `${name}=${value}`, "data-word": `${name}-${value}` }, say(`${name}-${value}`))));
  }
  $("kind").hidden = $("kind").options.length === 1;
  $("kind").value = kindOf(session?.view?.task ?? "");
}

/** Returns the sort of a task, which its id begins with; the longest that fits. */
function kindOf(task) {
  const begins = value => task.startsWith(value.replace("scenario=", "").replace("errand=", "desk-") + "-");
  return [...$("kind").options].map(option => option.value).filter(begins).sort((one, other) => other.length - one.length)[0] ?? "";
}

function another() {
  asked.delete("task");
  asked.delete("number");
  begin();
}

$("search").addEventListener("submit", event => {
  event.preventDefault();
  const fields = event.target.elements;
  const query = fields.query.value.trim();
  if (!query) {
    return;
  }
  const wanted = { query };
  for (const name of ["max_price", "min_rating"]) {
    if (fields[name].value !== "" && fields[name].validity.valid) {
      wanted[name] = fields[name].valueAsNumber;
    }
  }
  for (const name of ["brand", "sort"]) {
    if (fields[name].value.trim()) {
      wanted[name] = fields[name].value.trim();
    }
  }
  act("search", wanted);
});
$("ask").addEventListener("submit", event => {
  event.preventDefault();
  const { question } = event.target.elements;
  const words = question.value.trim();
  if (words) {
    question.value = "";
    exclusively(() => talk(words, "ask", { question: words }));
  }
});
$("leave").addEventListener("click", () => session.view.errand ? write("leave[]") : act("leave"));
$("kind").addEventListener("change", () => {
  const [name, value] = $("kind").value.split("=");
  asked.delete("scenario");
  asked.delete("errand");
  if (value) {
    asked.set(name, value);
  }
  another();
});
$("another").addEventListener("click", another);
$("language").addEventListener("change", () => {
  speak($("language").value);
  document.title = "Lathe · " + say("shop");
  another();
});

speak(asked.get("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
document.title = "Lathe · " + say("shop");
$("language").value = spoken();
offerKinds();
replays.then(shown => { $("replays").hidden = !shown; }, () => null);
begin();

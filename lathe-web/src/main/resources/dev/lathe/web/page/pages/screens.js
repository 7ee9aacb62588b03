// Draws the screens of the shop: for a person who acts, or, without actions, for one who looks on.
import { make, picture } from "./dom.js";
import { say } from "./words.js";

/** Draws a list of results. */
export function results(found, act) {
  const title = found.max_price ? say("foundMost", found.query, found.max_price) : say("found", found.query);
  return make("section", { class: "results", "aria-label": title },
    make("h2", { tabindex: "-1" }, title),
    act?.refine && found.brands.length > 1 ? facets(found.brands, act) : null,
    found.hits.length === 0
      ? make("p", { class: "soft" }, say("none"))
      : make("ul", { class: "hits" }, ...found.hits.map(hit => make("li", {}, card(hit, act)))),
    found.pages > 1 ? turner(found, act) : null);
}

/** Draws the most frequent brands of all that was found. */
function facets(brands, act) {
  return make("nav", { class: "facets", "aria-label": say("brand") }, ...brands.map(({ name, count }) =>
    make("button", { type: "button", "data-brand": name, click: () => act.refine(name) }, `${name} (${count})`)));
}

function card(hit, act) {
  const inside = [
    picture(hit.picture, 120),
    make("span", { class: "title" }, hit.title),
    make("span", { class: "price" }, make("small", {}, say("from") + " "), hit.price,
      hit.stars ? make("small", { class: "stars" }, " ★ " + hit.stars) : null),
  ];
  return act
    ? make("button", { type: "button", class: "hit", "data-slot": hit.slot, click: () => act("click", { slot: hit.slot }) }, ...inside)
    : make("div", { class: "hit" }, ...inside);
}

function turner(found, act) {
  const button = (word, action, able) => make("button", { type: "button", disabled: !able, click: () => act(action) }, say(word));
  return make("nav", { class: "turner", "aria-label": say("page", found.page, found.pages) },
    act ? button("previous", "prev", found.page > 1) : null,
    make("span", {}, say("page", found.page, found.pages)),
    act ? button("next", "next", found.page < found.pages) : null);
}

/** Draws an open item. Prices that were seen before are given by the names of the chosen values. */
export function item(shown, act, seen = new Map()) {
  const done = make("div", { class: "deal" },
    make("p", { class: "price", id: act ? "price" : false },
      ...(shown.price ? [make("small", {}, say("price") + " "), shown.price] : [make("small", {}, say("from") + " "), shown.from])),
    shown.price || !act ? null : make("p", { class: "soft" }, say("choose")),
    act ? make("button", { type: "button", class: "main", id: "buy", disabled: !shown.price, click: () => act("buy") }, say("buy")) : null,
    act?.propose ? make("button", { type: "button", id: "propose", disabled: !shown.price, click: () => act.propose(shown.slot) }, say("propose")) : null);
  return make("section", { class: "item", "aria-label": shown.title },
    act ? make("button", { type: "button", id: "back", click: () => act("back") }, "← " + say("back")) : null,
    make("div", { class: "halves" },
      make("div", { class: "half" }, picture(shown.picture, 300)),
      make("div", { class: "half" },
        make("h2", { tabindex: "-1" }, shown.title),
        make("h3", {}, say("details")),
        make("dl", {}, ...shown.attributes.flatMap(({ name, value }) => [make("dt", {}, name), make("dd", {}, value)])),
        make("h3", {}, say("options")),
        ...shown.axes.map((axis, i) => choices(axis, i, act)),
        act && shown.axes.length === 2 ? matrix(shown.axes, act, seen) : null,
        done)));
}

function choices(axis, number, act) {
  return make("fieldset", { disabled: !act }, make("legend", {}, axis.name), ...axis.values.map(value => {
    const input = make("input", {
      type: "radio", name: "axis-" + number, value: value.name, checked: value.chosen,
      change: () => act("choose", { value: value.name }),
    });
    const dot = value.color ? make("span", { class: "dot", "data-color": value.color }) : null;
    return make("label", { class: "choice" }, input, dot, value.name);
  }));
}

/** Draws the matrix of options: a price stands where one was seen, and a click chooses both. */
function matrix([rows, columns], act, seen) {
  const chosen = axis => axis.values.find(value => value.chosen)?.name;
  const cell = (row, column) => {
    const price = seen.get(key(row.name, column.name));
    return make("td", {}, make("button", {
      type: "button", "aria-label": say("take", row.name, column.name) + (price ? ": " + price : ""),
      "aria-pressed": String(row.chosen && column.chosen),
      click: () => act.both([[row.name, chosen(rows)], [column.name, chosen(columns)]]),
    }, price ?? "·"));
  };
  return make("div", { class: "scroll" }, make("table", { class: "matrix" },
    make("caption", {}, say("matrix")),
    make("thead", {}, make("tr", {}, make("td", {}), ...columns.values.map(value => make("th", { scope: "col" }, value.name)))),
    make("tbody", {}, ...rows.values.map(row =>
      make("tr", {}, make("th", { scope: "row" }, row.name), ...columns.values.map(column => cell(row, column)))))));
}

/** Returns the name of a combination. */
export const key = (...names) => names.join("\u0001");

/** Colors dots; a style attribute would be against the page's policy. */
export function color(root) {
  for (const dot of root.querySelectorAll("[data-color]")) {
    dot.style.backgroundColor = dot.dataset.color;
  }
}

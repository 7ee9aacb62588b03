// Draws the screens of the shop: for a person who acts, or, without actions, for one who looks on.
import { make, picture } from "./dom.js";
import { say, sayOf } from "./words.js";

/** A window at least so wide has room for what narrows results. */
const WIDE = 768;

/** Draws a list of results. */
export function results(found, act) {
  const title = say("found", found.query);
  return make("section", { class: "results", "aria-label": title },
    make("h2", { tabindex: "-1" }, title),
    narrowed(found, act),
    act?.refine ? narrower(found.narrower, act) : null,
    found.hits.length === 0
      ? make("p", { class: "soft" }, say("none"))
      : make("ul", { class: "hits" }, ...found.hits.map(hit => make("li", {}, card(hit, act)))),
    found.pages > 1 ? turner(found, act) : null);
}

/** Draws what the results were narrowed by; a person can take it back. */
function narrowed(found, act) {
  const parts = [["max_price", found.max_price, "upTo"], ["brand", found.brand, "only"], ["min_rating", found.min_stars, "starsFrom"]]
    .filter(([, value]) => value);
  return parts.length === 0 ? null : make("p", { class: "narrowed" }, ...parts.map(([field, value, word]) => act?.refine
    ? make("button", { type: "button", "data-undo": field, "aria-label": say("undo", say(word, value)), click: () => act.refine(field, "") }, say(word, value), " ×")
    : make("span", {}, say(word, value))));
}

/** Draws what would narrow the results, with how many of all matches would be left. */
function narrower({ brands, stars, prices }, act) {
  const groups = [["brand", "brand", brands.length > 1 ? brands : [], "only"], ["rating", "min_rating", stars, "starsFrom"], ["price", "max_price", prices, "upTo"]]
    .filter(([, , counts]) => counts.length > 0);
  return groups.length === 0 ? null : make("details", { class: "facets", open: innerWidth > WIDE }, make("summary", {}, say("narrow")), ...groups.map(([title, field, counts, word]) =>
    make("nav", { "aria-label": say(title) }, make("span", { class: "soft" }, say(title)), ...counts.map(({ name, count }) =>
      make("button", { type: "button", "data-narrow": field, click: () => act.refine(field, name) }, `${say(word, name)} (${count})`)))));
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
    shown.sold_out ? make("p", { class: "warn" }, sayOf("refusal", "sold_out")) : shown.price || !act ? null : make("p", { class: "soft" }, say("choose")),
    act?.add ? make("button", { type: "button", class: "main", id: "add", disabled: !shown.price, click: act.add }, say("add")) : null,
    act && !act.add ? make("button", { type: "button", class: "main", id: "buy", disabled: !shown.price, click: () => act("buy") }, say("buy")) : null,
    act?.propose ? make("button", { type: "button", id: "propose", disabled: !shown.price, click: () => act.propose(shown.slot) }, say("propose")) : null,
    act?.answer ? make("p", { id: "said", role: "status" }, say("customerSays", act.answer)) : null);
  return make("section", { class: "item", "aria-label": shown.title },
    act ? make("button", { type: "button", id: "back", click: () => act("back") }, "← " + say("back")) : null,
    make("div", { class: "halves" },
      make("div", { class: "half" }, picture(shown.picture, 300)),
      make("div", { class: "half" },
        make("h2", { tabindex: "-1" }, shown.title),
        make("div", { class: "facts" },
          make("div", {}, make("h3", {}, say("details")), facts(shown.attributes.map(({ name, value }) => [name, value]))),
          shown.sale ? make("div", {}, make("h3", {}, say("sale")), sale(shown.sale)) : null),
        make("h3", {}, say("options")),
        ...shown.axes.map((axis, i) => choices(axis, i, act)),
        act && shown.axes.length === 2 ? matrix(shown.axes, act, seen) : null,
        done,
        shown.reviews.length > 0 ? make("h3", {}, say("reviews")) : null,
        shown.reviews.length > 0 ? make("ul", { class: "reviews" }, ...shown.reviews.map(review => make("li", {}, review))) : null)));
}

const facts = rows => make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));

function sale({ shop, stars, sold, days, shipping, promotion }) {
  return facts([
    [say("seller"), shop], [say("rating"), "★ " + stars], [say("sold"), String(sold)], [say("delivery"), say("days", days)],
    [say("shipping"), shipping ?? say("free")], ...(promotion ? [[say("promotion"), say("off", promotion.off, promotion.from)]] : []),
  ]);
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

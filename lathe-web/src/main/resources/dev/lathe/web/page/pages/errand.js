// Draws what an errand has beside the shop: the cart with its vouchers, and the orders of the past.
import { make } from "./dom.js";
import { say, sayOf } from "./words.js";

const STATUSES = ["packed", "shipped", "delivered", "cancelled"];

/** Draws cart and orders: for a person who acts, whose actions are written as agents write them, or, without, for one who looks on. */
export function errand(shown, write) {
  return make("div", { class: "desk" }, cart(shown, write), shown.orders.length > 0 ? orders(shown.orders, write) : null);
}

function cart({ cart: lines, vouchers, applied, shipping, total }, write) {
  return make("section", { class: "cart", "aria-label": say("cart") },
    make("h2", { tabindex: "-1" }, say("cart")),
    lines.length === 0
      ? make("p", { class: "soft" }, say("emptyCart"))
      : make("ul", { class: "things" }, ...lines.map((line, i) => make("li", {}, thing(line),
        write ? make("button", { type: "button", "aria-label": say("removeOf", line.title), click: () => write(`remove[#${i + 1}]`) }, say("remove")) : null))),
    vouchers.length > 0 ? make("div", { class: "vouchers" }, ...vouchers.map(voucher => coupon(voucher, applied, write))) : null,
    lines.length > 0 ? make("p", { class: "price" }, make("small", {}, `${say("shipping")} ${shipping ?? say("free")} · ${say("total")} `), total) : null,
    write ? make("button", { type: "button", class: "main", id: "checkout", disabled: lines.length === 0, click: () => write("checkout[]") }, say("checkout")) : null);
}

function coupon({ code, off, from }, applied, write) {
  return make("button", { type: "button", "aria-pressed": String(code === applied), disabled: !write, click: () => write(`voucher[${code}]`) },
    `${say("voucher")} ${code}: ${say("off", off, from)}`);
}

function thing({ title, options, price }) {
  return make("span", { class: "thing" }, make("span", {}, title), make("small", { class: "soft" }, options.join(" · ")), make("span", { class: "price" }, price));
}

function orders(all, write) {
  const answer = write && make("select", { id: "answer" }, ...STATUSES.map(status => make("option", { value: sayOf("statuses", status) }, sayOf("statuses", status))));
  return make("section", { class: "orders", "aria-label": say("orders") },
    make("h2", {}, say("orders")),
    make("ul", { class: "things" }, ...all.map(each => make("li", {}, order(each),
      make("button", { type: "button", "data-return": each.number, disabled: each.returned || !write, "aria-label": say("returnOf", each.number), click: () => write(`return[${each.number}]`) },
        say(each.returned ? "returned" : "return"))))),
    write ? make("p", { class: "row" }, make("label", { class: "field" }, say("answer"), answer),
      make("button", { type: "button", id: "give-answer", click: () => write(`answer[${answer.value}]`) }, say("answerIt"))) : null);
}

function order({ number, thing: bought, details, status, days_ago: days }) {
  return make("div", { class: "order" },
    make("strong", {}, `${say("order", number)} · ${sayOf("statuses", status)}${days === null || days === undefined ? "" : ", " + say("daysAgo", days)}`),
    thing(bought),
    make("small", { class: "soft" }, details.map(({ name, value }) => `${name}: ${value}`).join(" · ")));
}

// The words of the pages in both languages.

const WORDS = {
  en: {
    skip: "Skip to the shop", shop: "Shop", replays: "Replays", language: "Language", another: "Another customer",
    customer: "The customer wants", daysOfOrders: "The number of an order is how many days ago it was.", words: "Search", most: "Price at most", find: "Search", more: "More filters", brand: "Brand", stars: "Stars at least", sort: "Order",
    byRelevance: "Best match", byPrice: "Price", byRating: "Rating", bySales: "Sales", question: "Ask the customer", askIt: "Ask", leave: "Leave without buying",
    propose: "Show it to the customer", proposed: "Is this what you want?", customerSays: "The customer: “%1”", right: "You were right to leave: nothing fits.", left: "You left without a purchase.", turns: "Step %1 of %2",
    kind: "Sort of task", plain: "A purchase", "scenario-single-persona": "… with a profile", "scenario-multi": "… with questions", "scenario-multi-persona": "… with both",
    "errand-bundle": "Errand: several things", "errand-voucher": "Errand: vouchers", "errand-cart": "Errand: the cart", "errand-substitution": "Errand: a substitute",
    "errand-return": "Errand: a return", "errand-order-status": "Errand: an order's status",
    cart: "Cart", emptyCart: "The cart is empty.", add: "Add to the cart", remove: "Remove", removeOf: "Remove %1", voucher: "Voucher", total: "Total", checkout: "Check out",
    orders: "Orders", order: "Order %1", return: "Return", returnOf: "Return order %1", returned: "Returned", daysAgo: "%1 days ago", answer: "Status", answerIt: "Answer the customer",
    statuses: { packed: "packed", shipped: "shipped", delivered: "delivered", cancelled: "cancelled" },
    over: "The errand is over", finish: "Finish without buying", done: "Done exactly as asked.", notDone: "That is not what was asked.",
    found: "Results for “%1”", upTo: "up to %1", only: "%1", starsFrom: "★ %1 or more", undo: "Without: %1", narrow: "Narrow the results", page: "Page %1 of %2", next: "Next page", previous: "Previous page",
    none: "Nothing was found. Try fewer or other words.", from: "from", back: "Back to the results",
    details: "Details", options: "Options", choose: "Choose every option to see the price.", price: "Price", buy: "Buy",
    sale: "Shop and delivery", seller: "Shop", rating: "Rating", sold: "Sold", delivery: "Days to delivery", days: "%1 at most", shipping: "Shipping", free: "free",
    promotion: "Promotion", off: "%1 off from %2", reviews: "What buyers say", noneLeft: "sold out",
    matrix: "Prices seen so far", take: "Choose %1, %2",
    begin: "Search for what the customer wants. Titles do not tell everything: check an item's details before you buy.",
    bought: "Bought", gone: "The customer has gone", perfect: "Exactly what was wanted.", imperfect: "Not quite what was wanted.",
    noBuy: "The steps are used up. Nothing was bought, so nothing counts.",
    type: "Kind", attributes: "Details", optionsPart: "Options", pricePart: "Price", strict: "All together", steps: "Steps: %1",
    compare: "Compare with an agent", broken: "The server cannot be reached.", expired: "This session has ended. Begin another.",
    refusal: { no_results: "There are no results.", no_such_slot: "There is no such result.", not_all_chosen: "Choose every option first.",
      no_such_value: "This item has no such option.", no_item_open: "No item is open.", last_page: "This is the last page.", first_page: "This is the first page.", sold_out: "This combination is sold out.", empty_cart: "The cart is empty.", not_returnable: "The rules do not allow this return.", no_shopper: "There is nobody to ask.", other: "This cannot be done now." },
    replay: "Replay", trajectory: "Episode", said: "The agent wrote", saw: "The agent saw", wishes: "What was wanted",
    met: "met", brokenWish: "not met", openWish: "not known yet", step: "Step %1 of %2", first: "First", last: "Last", forth: "Next", backward: "Back",
    ended: { bought: "ended with a purchase", left: "left without a purchase", done: "ended the errand", limit: "ran out of steps", stopped: "stopped", lost: "was lost, not by the agent" }, score: "Score", screen: "On the screen",
    unfaithful: "The shop does not answer as it did then: it has changed since.", noRuns: "No episodes are stored here. Start with a run: lathe shop demo RUN",
    versus: "Person and agent", you: "You", youDid: "You did", agent: "Agent", choice: "Compare with", oracle: "fair oracle, played now", expert: "expert, who knows the errand", nothing: "Nothing yet", toShop: "Shop",
    noSession: "Shop for a customer first; the comparison begins when the episode has ended.", refused: "Refused: %1", findings: "What went wrong",
    asCustomer: "Customer", nobodyAsks: "No agent asks anything now.", agentAsks: "An agent waits for your answer", agentProposes: "An agent proposes something", proposesThis: "Is this what you want: %1?",
    mayBeSaid: "You may say", yourWords: "In your words, if you like", sayIt: "Say it",
    checked: "If your words leave out a fact or add one, or name another kind, the shop says it in its own.",
    acts: { tell: "Tell", revise: "Take back", forget: "Forget", "as-usual": "As usual", "no-matter": "No matter", "that-is-all": "That is all", "not-asked": "Refuse, not asked yet",
      wrong: "Refuse, it is wrong", accept: "Accept", enough: "Stop the questions", tired: "Stop the proposals" },
    told: { said: "in the request", profile: "in the profile", told: "told", otherwise: "told otherwise", untold: "not told yet" }, noCustomer: "Nobody is a customer here: begin with lathe shop demo --shopper-person",
    fatal: "Lost at step %1", lost: "From here on not even the fair oracle could succeed in the steps that were left.", errors: {},
  },
  zh: {
    skip: "跳到商店", shop: "商店", replays: "回放", language: "语言", another: "换一位顾客",
    customer: "顾客想要", daysOfOrders: "订单后的数字是距今天数。", words: "搜索", most: "最高价格", find: "搜索", more: "更多筛选", brand: "品牌", stars: "最低评分", sort: "排序",
    byRelevance: "最匹配", byPrice: "价格", byRating: "评分", bySales: "销量", question: "询问顾客", askIt: "询问", leave: "不买离开",
    propose: "给顾客看", proposed: "是这个吗？", customerSays: "顾客：“%1”", right: "离开是对的：没有合适的商品。", left: "你没有购买就离开了。", turns: "第 %1 步，共 %2 步",
    kind: "任务类型", plain: "购物", "scenario-single-persona": "购物，有档案", "scenario-multi": "购物，可询问", "scenario-multi-persona": "购物，有档案可询问",
    "errand-bundle": "代办：几样东西", "errand-voucher": "代办：优惠券", "errand-cart": "代办：购物车", "errand-substitution": "代办：换一件",
    "errand-return": "代办：退货", "errand-order-status": "代办：订单状态",
    cart: "购物车", emptyCart: "购物车是空的。", add: "加入购物车", remove: "移除", removeOf: "移除 %1", voucher: "优惠券", total: "合计", checkout: "结账",
    orders: "订单", order: "订单 %1", return: "退货", returnOf: "退订单 %1", returned: "已退", daysAgo: "%1 天前", answer: "状态", answerIt: "回答顾客",
    statuses: { packed: "已打包", shipped: "已发货", delivered: "已送达", cancelled: "已取消" },
    over: "代办结束", finish: "不买结束", done: "完全照办。", notDone: "没有照要求办。",
    found: "“%1”的结果", upTo: "不超过 %1", only: "%1", starsFrom: "★ %1 以上", undo: "取消：%1", narrow: "缩小范围", page: "第 %1 页，共 %2 页", next: "下一页", previous: "上一页",
    none: "没有找到商品。请换一些词，或少用几个词。", from: "起价", back: "返回结果",
    details: "商品详情", options: "选项", choose: "选完所有选项后显示价格。", price: "价格", buy: "购买",
    sale: "店铺与配送", seller: "店铺", rating: "评分", sold: "销量", delivery: "送达", days: "%1 天内", shipping: "运费", free: "免运费",
    promotion: "优惠", off: "满 %2 减 %1", reviews: "买家评价", noneLeft: "已售罄",
    matrix: "已看到的价格", take: "选择 %1、%2",
    begin: "请搜索顾客想要的商品。标题并不说明一切，购买前请核对商品详情。",
    bought: "已购买", gone: "顾客走了", perfect: "完全符合要求。", imperfect: "不完全符合要求。",
    noBuy: "步数用完了。没有购买，因此没有得分。",
    type: "种类", attributes: "属性", optionsPart: "选项", pricePart: "价格", strict: "总分", steps: "%1 步",
    compare: "和智能体比较", broken: "无法连接服务器。", expired: "会话已结束，请重新开始。",
    refusal: { no_results: "没有结果。", no_such_slot: "没有这个结果。", not_all_chosen: "请先选完所有选项。",
      no_such_value: "该商品没有这个选项。", no_item_open: "没有打开的商品。", last_page: "这是最后一页。", first_page: "这是第一页。", sold_out: "这个组合已售罄。", empty_cart: "购物车是空的。", not_returnable: "按规定不能退这一单。", no_shopper: "没有人可以询问。", other: "现在不能这样做。" },
    replay: "回放", trajectory: "过程", said: "智能体写道", saw: "智能体看到", wishes: "要求",
    met: "符合", brokenWish: "不符合", openWish: "未知", step: "第 %1 步，共 %2 步", first: "开头", last: "结尾", forth: "下一步", backward: "上一步",
    ended: { bought: "以购买结束", left: "没有购买就离开", done: "结束了代办", limit: "步数用完", stopped: "中止", lost: "意外中断，不怪智能体" }, score: "得分", screen: "屏幕显示",
    unfaithful: "商店的回答与当时不同：商店已经改变。", noRuns: "这里没有保存的过程。请用 lathe shop demo RUN 启动。",
    versus: "人与智能体", you: "你", youDid: "你的操作", agent: "智能体", choice: "比较对象", oracle: "公平专家，现场演示", expert: "知道答案的专家", nothing: "还没有", toShop: "商店",
    noSession: "请先替一位顾客购物，结束之后即可比较。", refused: "被拒绝：%1", findings: "哪里出错",
    asCustomer: "顾客", nobodyAsks: "现在没有智能体提问。", agentAsks: "有智能体在等你的回答", agentProposes: "有智能体推荐了商品", proposesThis: "是这个吗：%1？",
    mayBeSaid: "你可以说", yourWords: "用你自己的话（可不填）", sayIt: "说出来",
    checked: "如果你的话漏掉或多说了什么，或提到了别的方面，商店会用自己的话来说。",
    acts: { tell: "告诉", revise: "改口", forget: "忘了", "as-usual": "照旧", "no-matter": "无所谓", "that-is-all": "没有别的", "not-asked": "拒绝，还没问",
      wrong: "拒绝，不对", accept: "接受", enough: "不再回答", tired: "不再看" },
    told: { said: "在要求里", profile: "在档案里", told: "已说", otherwise: "说的不同", untold: "还没说" }, noCustomer: "这里没有顾客，请用 lathe shop demo --shopper-person 启动。",
    fatal: "在第 %1 步失去机会", lost: "从这里起，公平专家也无法在剩下的步数内完成。",
    errors: {
      "constraint-never-queried": "从未搜索种类或品牌", "duplicate-query": "重复搜索", "over-long-query": "搜索词过长", "zero-result-not-relaxed": "没有结果却未放宽",
      "gold-never-retrieved": "从未搜到合适的商品", "gold-retrieved-not-opened": "合适的商品未打开", "page-depth-insufficient": "翻页不够",
      "not-on-page": "页面上没有", "wrong-page-kind": "此页不能这样做", "opened-violating-item": "打开了明显不符的商品", "option-missing": "没有这个选项", "sold-out": "已售罄", loop: "原地打转",
      "without-all-options": "未选完就购买", unconfirmed: "未经顾客确认", "after-refusal": "顾客拒绝后仍购买", "over-budget": "超出预算", "wrong-category": "种类不符",
      "wrong-attribute": "属性不符", "wrong-option": "选项不符", "wrong-service": "评分或送达不符", "near-twin": "只差一项", "better-in-view": "有更合适的却没选",
      "missing-slot-never-asked": "该问的没有问", "asked-known": "问了已知的事", "repeated-question": "重复提问", "asked-profile-answerable": "档案里有，不必问",
      "not-bought": "该买的没买", "unwished-purchase": "买了不该买的", "mixed-shops": "不在同一家店", "voucher-unused": "没用优惠券",
      "not-returned": "该退的没退", "wrong-return": "退错了", "forbidden-return": "按规定不能退", "wrong-answer": "答错了",
      omission: "忽略了档案", "wrong-field": "用错了档案", "over-interpretation": "过度依赖档案", "temporal-confusion": "用了过时的习惯",
      "step-cap": "步数用完", "token-cap": "字数用完", "parse-error": "读不出动作", "abstain-wrong": "不该放弃", infra: "意外中断",
    },
  },
};

let language = "en";

/** Takes a language for the page, and puts its words where the markup names them. */
export function speak(name) {
  language = name in WORDS ? name : "en";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = say(element.dataset.word);
  }
}

/** Returns the language of the page. */
export const spoken = () => language;

/** Returns words by their name, with values put in their places. */
export function say(name, ...values) {
  return values.reduce((text, value, i) => text.replace("%" + (i + 1), value), WORDS[language][name]);
}

/** Returns words of a group. */
export function sayOf(group, name) {
  const words = WORDS[language][group];
  return words[name] ?? words.other ?? name;
}

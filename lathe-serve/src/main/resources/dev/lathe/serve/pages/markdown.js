// Draws Markdown as elements. Text only ever becomes text nodes, and links lead to http, https or mail: whatever a model writes,
// nothing of it can run.

const INLINE = new RegExp([
  "(?<code>`+)(?<codeText>[^]*?[^`])\\k<code>(?!`)",
  "\\*\\*(?<strong>[^]+?)\\*\\*(?!\\*)",
  "(?<![\\w*])\\*(?<em>[^\\s*](?:[^*]*[^\\s*])?)\\*(?!\\*)",
  "(?<!\\w)_(?<under>[^\\s_](?:[^_]*[^\\s_])?)_(?!\\w)",
  "~~(?<del>[^]+?)~~",
  "\\[(?<label>[^\\]]+)\\]\\((?<href>[^\\s()]+(?:\\([^\\s()]*\\)[^\\s()]*)*)(?:\\s+\"[^\"]*\")?\\)",
  "(?<bare>https?:\\/\\/[^\\s<>\"'`)\\]]*[^\\s<>\"'`)\\].,;:!?])",
  "\\\\(?<escaped>[\\\\`*_{}\\[\\]()#+.!~|>-])",
].join("|"), "g");

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function link(href, label) {
  const made = element("a", ...label);
  made.href = href;
  made.target = "_blank";
  made.rel = "noopener noreferrer nofollow";
  return made;
}

function isSafe(href) {
  return /^(https?:\/\/|mailto:)/i.test(href);
}

function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) {
      nodes.push(text.slice(at, match.index));
    }
    at = match.index + match[0].length;
    nodes.push(...span(match));
  }
  if (at < text.length) {
    nodes.push(text.slice(at));
  }
  return nodes;
}

function span(match) {
  const found = match.groups;
  if (found.code) {
    return [element("code", found.codeText.replace(/^ (.+) $/, "$1"))];
  } else if (found.strong) {
    return [element("strong", ...inline(found.strong))];
  } else if (found.em || found.under) {
    return [element("em", ...inline(found.em ?? found.under))];
  } else if (found.del) {
    return [element("del", ...inline(found.del))];
  } else if (found.label) {
    return isSafe(found.href) ? [link(found.href, inline(found.label))] : [match[0]];
  } else if (found.bare) {
    return [link(found.bare, [found.bare])];
  }
  return [found.escaped];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)\s*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Returns the elements of a text in Markdown; a text that is still being written is drawn as far as it goes. */
export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const [drawn, next] = block(lines, at);
    if (drawn) {
      nodes.push(drawn);
    }
    at = next;
  }
  return nodes;
}

function block(lines, at) {
  const line = lines[at];
  let match;
  if (!line.trim()) {
    return [null, at + 1];
  } else if ((match = FENCE.exec(line))) {
    return code(lines, at, match);
  } else if ((match = HEADING.exec(line))) {
    return [element("h" + Math.min(4, match[1].length), ...inline(match[2])), at + 1];
  } else if (RULE.test(line)) {
    return [document.createElement("hr"), at + 1];
  } else if (QUOTE.test(line)) {
    return quote(lines, at);
  } else if (ITEM.test(line)) {
    return list(lines, at);
  } else if (line.includes("|") && at + 1 < lines.length && lines[at + 1].includes("-") && DIVIDER.test(lines[at + 1])) {
    return table(lines, at);
  }
  return paragraph(lines, at);
}

function code(lines, at, fence) {
  let end = at + 1;
  while (end < lines.length && !(lines[end].trim().startsWith(fence[1]) && !lines[end].trim().replaceAll(fence[1][0], ""))) {
    end++;
  }
  const shown = element("code", lines.slice(at + 1, end).join("\n"));
  if (fence[2]) {
    shown.dataset.language = fence[2];
  }
  return [element("pre", shown), end + 1];
}

function quote(lines, at) {
  const inner = [];
  let end = at;
  for (let match; end < lines.length && (match = QUOTE.exec(lines[end])); end++) {
    inner.push(match[1]);
  }
  return [element("blockquote", ...markdown(inner.join("\n"))), end];
}

function list(lines, at) {
  const first = ITEM.exec(lines[at]);
  const ordered = /\d/.test(first[2]);
  const made = document.createElement(ordered ? "ol" : "ul");
  if (ordered) {
    made.start = Number.parseInt(first[2], 10);
  }
  let end = at;
  while (end < lines.length) {
    const item = ITEM.exec(lines[end]);
    if (!item || item[1].length > first[1].length + 1 || /\d/.test(item[2]) !== ordered || item[1].length < first[1].length) {
      break;
    }
    const inner = [item[3]];
    for (end++; end < lines.length && belongs(lines, end, first[1].length); end++) {
      inner.push(lines[end].slice(Math.min(first[1].length + 2, lines[end].length - lines[end].trimStart().length)));
    }
    made.append(listItem(inner));
  }
  return [made, end];
}

/** Says whether a line goes on with the item of a list before it. */
function belongs(lines, at, indent) {
  const line = lines[at];
  if (!line.trim()) {
    return at + 1 < lines.length && /^\s{2,}\S/.test(lines[at + 1].slice(indent));
  }
  const deeper = line.length - line.trimStart().length > indent + 1;
  return deeper || !(ITEM.test(line) || FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || !lines[at - 1].trim());
}

function listItem(inner) {
  const nodes = markdown(inner.join("\n"));
  // a tight item is one line of text, not a paragraph
  if (nodes.length && nodes[0].tagName === "P") {
    nodes.splice(0, 1, ...nodes[0].childNodes);
  }
  return element("li", ...nodes);
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map(cell => cell.trim());
}

function table(lines, at) {
  const row = (name, line) => element("tr", ...cells(line).map(cell => element(name, ...inline(cell))));
  const body = document.createElement("tbody");
  let end = at + 2;
  for (; end < lines.length && lines[end].includes("|"); end++) {
    body.append(row("td", lines[end]));
  }
  const scroll = element("div", element("table", element("thead", row("th", lines[at])), body));
  scroll.className = "scroll";
  return [scroll, end];
}

function paragraph(lines, at) {
  const begins = line => !line.trim() || FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line) || RULE.test(line);
  let end = at + 1;
  while (end < lines.length && !begins(lines[end])) {
    end++;
  }
  const made = document.createElement("p");
  lines.slice(at, end).forEach((line, index) => {
    if (index) {
      made.append(lines[at + index - 1].endsWith("  ") ? document.createElement("br") : "\n");
    }
    made.append(...inline(line.trim()));
  });
  return [made, end];
}

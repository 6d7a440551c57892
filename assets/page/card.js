// The card beside a record: who it is and what joins it. Shown for what the pointer rests on and for what has the
// keyboard; it stays where one can reach it, and Escape puts it away.

const card = byId("card");
let carded = null;

/** A link that leaves the page only when it is followed; other addresses stay words. */
function link(url, words) {
  if (!/^https?:\/\//i.test(url)) return [words, url === words ? "" : ` (${url})`].join("");
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, words);
}

function fact(term, ...value) {
  return value.flat().some((part) => part)
    ? make("div", {}, make("dt", {}, term), make("dd", { dir: "auto" }, ...value))
    : null;
}

function evidenceOf(record) {
  if (!record.evidence) return null;
  const entries = record.evidence.map((one) => {
    const about = capital([one.respondent, one.method, one.date, one.confidence].filter(Boolean).join(", "));
    const source = one.source || one.url;
    return make("li", {},
      make(one.quote ? "blockquote" : "p", { dir: "auto" }, one.text),
      make("p", { class: "muted" }, about,
        source ? [about ? ". " : "", one.url ? link(one.url, source) : source, one.page ? `, ${one.page}` : ""] : ""));
  });
  return make("div", { class: "evidence" }, make("h3", {}, "Evidence"), make("ul", {}, entries));
}

/** A flow in the list of one of its ends: leads to it. */
function flowEntry(flow, end) {
  const other = flow.from === end ? flow.to : flow.from;
  const way = wayOf(flow, end);
  const broker = flow.via === end;
  const words = broker ? `${nameOf(flow.from)} → ${nameOf(flow.to)}` : nameOf(other);
  const button = make("button", { type: "button", class: "entry" },
    make("span", { class: "arrow", "aria-hidden": "true" }, broker ? "○" : way.arrow),
    make("span", {}, make("span", { dir: "auto" }, flow.name), " ",
      make("span", { class: "muted" }, broker ? "brokered between" : way.words), " ",
      make("span", { dir: "auto" }, words),
      flow.status ? make("span", { class: "muted" }, ` (${flow.status})`) : ""));
  button.addEventListener("click", () => goTo(flow.id));
  return make("li", {}, button);
}

function organisationCard(one) {
  const list = one.flows.filter((flow) => shown.flows.has(flow.id));
  const lost = one.flows.length - list.length;
  return [
    make("h2", { dir: "auto" }, nameOf(one.id)),
    make("dl", {},
      fact("Sector", sectors.get(one.sector)),
      fact("Scale", scales.get(one.scale), one.reach ? `; reaches ${one.reach.join(", ")}` : ""),
      fact("Kind", capital(one.kind), one.count ? ` (${one.count})` : ""),
      fact("Roles", one.roles?.join(", ")),
      fact("Status", one.status),
      fact("Place", one.place),
      fact("Address", one.url ? link(one.url, one.url) : "")),
    one.description ? make("p", { dir: "auto" }, one.description) : null,
    one.flows.length > 0 ? make("h3", {}, many(list.length, "flow"), lost > 0 ? `, ${lost} hidden` : "") : null,
    list.length > 0 ? make("ul", { class: "entries" }, list.map((flow) => flowEntry(flow, one.id))) : null,
    evidenceOf(one),
  ];
}

function flowCard(flow) {
  const end = (id) => {
    const button = make("button", { type: "button", class: "plain", dir: "auto" }, nameOf(id));
    button.addEventListener("click", () => goTo(id));
    return button;
  };
  const way = wayOf(flow, flow.from);
  const kind = kinds.get(flow.kind);
  return [
    make("h2", { dir: "auto" }, flow.name),
    make("p", { class: "ends" }, end(flow.from), make("span", { class: "arrow", "aria-hidden": "true" }, ` ${way.arrow} `),
      make("span", { class: "unseen" }, way.words), end(flow.to)),
    make("dl", {},
      kind === flow.name ? null : fact("Kind", kind),
      fact("Direction", flow.direction === "forward" ? "" : capital(flow.direction)),
      fact("Formality", capital(flow.formality)),
      fact("Status", flow.status),
      flow.via ? fact("Through", end(flow.via)) : null,
      fact("Condition", flow.condition)),
    evidenceOf(flow),
  ];
}

/** A line that stands for several flows says all of them. */
function lineCard(key) {
  const sums = (stems.get(key) ?? data.sums[key]).filter((id) => shown.flows.has(id));
  return [make("h2", {}, many(sums.length, "flow")),
    make("ul", { class: "entries" }, sums.map((id) => flowEntry(flows.get(id), flows.get(id).from)))];
}

function groupCard(group) {
  const members = data.organisations.filter((one) => one.drawn === group.id);
  if (members.length === 0) return null;
  const entry = (one) => {
    const button = make("button", { type: "button", class: "entry", dir: "auto" }, nameOf(one.id));
    button.addEventListener("click", () => showCard(one.id));
    return make("li", {}, button);
  };
  return [make("h2", { dir: "auto" }, spoken.get(group.id) ?? "Group"),
    make("ul", { class: "entries" }, members.map(entry))];
}

/** Shows the card of a record, beside it. */
function showCard(key, isLine = false) {
  if (!key) return hideCard();
  const group = data.groups.find((one) => one.id === key);
  const content = isLine && (stems.has(key) || data.sums[key]) ? lineCard(key)
    : organisations.has(key) ? organisationCard(organisations.get(key))
    : flows.has(key) ? flowCard(flows.get(key))
    : group ? groupCard(group) : null;
  if (!content) return hideCard();
  carded = key;
  const close = make("button", { type: "button", class: "close", "aria-label": "Close details" }, "×");
  close.addEventListener("click", () => closeCard());
  card.replaceChildren(close, ...content.filter(Boolean));
  card.hidden = false;
  card.scrollTop = 0;
  emphasise(key);
  placeCard();
}

function hideCard() {
  carded = null;
  card.hidden = true;
  emphasise(null);
}

/** At the right; at the left where it would lie over its own record. On narrow screens it lies at the foot. */
function placeCard() {
  if (card.hidden || !carded) return;
  const box = onStage(boxOf(carded) ?? data.bounds);
  // A flow's box may be as large as the map: its middle is what one looks at.
  const middle = (box.left + box.right) / 2;
  const right = flows.has(carded) || stems.has(carded) ? middle : box.right;
  const bottom = flows.has(carded) || stems.has(carded) ? (box.top + box.bottom) / 2 : box.bottom;
  const edge = size().width - card.offsetWidth - 16;
  const isUnder = right > edge && bottom > 8 && box.top < card.offsetHeight + 16;
  card.classList.toggle("is-left", isUnder && middle > size().width / 2);
}
onChange(() => {
  const isShown = !carded || shown.organisations.has(carded) || shown.flows.has(carded) || stems.has(carded);
  if (!isShown) hideCard();
  else if (carded) showCard(carded);
});

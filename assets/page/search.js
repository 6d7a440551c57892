// Search: what is typed finds organisations and flows; Enter goes there.

const MOST_FOUND = 12;
const search = byId("search");
const found = byId("found");
let active = -1;

const entries = [
  ...data.organisations.map((one) => ({
    key: one.id, name: folded(one.name), title: nameOf(one.id), about: sectors.get(one.sector),
    words: folded([one.name, one.place, one.description, ...(one.roles ?? [])].filter(Boolean).join(" ")),
  })),
  ...data.flows.map((flow) => ({
    key: flow.id, name: folded(flow.name), title: flow.name,
    about: `${nameOf(flow.from)} ${wayOf(flow, flow.from).arrow} ${nameOf(flow.to)}`,
    words: folded([flow.name, kinds.get(flow.kind), flow.condition].filter(Boolean).join(" ")),
  })),
];

/** The nearest first: a name that begins so, a word of it that does, words anywhere; organisations before flows. */
function finds(typed) {
  const words = folded(typed);
  if (words === "") return [];
  const parts = words.split(" ");
  const nearness = (entry) => {
    if (entry.name.startsWith(words)) return 0;
    const own = entry.name.split(" ");
    if (parts.every((part) => own.some((word) => word.startsWith(part)))) return 1;
    return parts.every((part) => entry.words.includes(part)) ? 2 : -1;
  };
  return entries.map((entry) => ({ entry, rank: nearness(entry) + (flows.has(entry.key) ? 4 : 0), near: nearness(entry) }))
    .filter((one) => one.near >= 0).sort((a, b) => a.rank - b.rank).map((one) => one.entry);
}

function mark(place) {
  active = place;
  [...found.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
  const option = found.children[place];
  option?.scrollIntoView({ block: "nearest" });
  if (option) search.setAttribute("aria-activedescendant", option.id);
  else search.removeAttribute("aria-activedescendant");
}

function showFound() {
  const list = finds(search.value);
  const isTyped = search.value.trim() !== "";
  byId("found-sheet").hidden = !isTyped;
  search.setAttribute("aria-expanded", String(list.length > 0));
  found.replaceChildren(...list.slice(0, MOST_FOUND).map((entry, index) => {
    const option = make("li", { role: "option", id: `found-${index}`, "aria-selected": "false" },
      make("span", { dir: "auto" }, entry.title), make("span", { class: "muted", dir: "auto" }, entry.about));
    option.dataset.key = entry.key;
    // The keyboard stays in the field until something is chosen.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => take(entry.key));
    return option;
  }));
  const words = list.length > MOST_FOUND ? `${list.length} found, the nearest ${MOST_FOUND} shown`
    : list.length > 0 ? `${list.length} found` : "Nothing found. Try fewer words or another spelling.";
  byId("found-count").textContent = isTyped ? words : "";
  mark(list.length > 0 ? 0 : -1);
}

function closeFound() {
  byId("found-sheet").hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

function take(key) {
  closeFound();
  goTo(key);
  flyTo(key);
}

search.addEventListener("input", showFound);
search.addEventListener("focus", () => { if (search.value.trim() !== "") showFound(); });
search.addEventListener("blur", closeFound);
search.addEventListener("keydown", (event) => {
  const count = found.children.length;
  if (event.key === "ArrowDown" && count > 0) mark((active + 1) % count);
  else if (event.key === "ArrowUp" && count > 0) mark((active + count - 1) % count);
  else if (event.key === "Enter" && active >= 0) take(found.children[active].dataset.key);
  else if (event.key === "Escape" && search.value !== "") {
    search.value = "";
    showFound();
  } else if (event.key === "Escape") stage.focus({ preventScroll: true });
  else return;
  event.preventDefault();
});

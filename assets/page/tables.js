// The same as tables, for those who would rather read, sort or copy.

const tables = byId("tables");
const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
const count = (one, isOut) => one.flows.filter((flow) => {
  const isEnd = flow.from === one.id || flow.to === one.id;
  return isEnd && (flow.direction !== "forward" || (isOut ? flow.from : flow.to) === one.id);
}).length;

/** A button that leads to the record on the map. */
function leads(key, words) {
  const button = make("button", { type: "button", class: "plain", dir: "auto", title: "Show on the map" }, words);
  button.addEventListener("click", () => { goTo(key); flyTo(key); });
  return button;
}

/** A table whose columns sort it: [title, words or number of a record, cell]. */
function table(title, records, columns, isShownIn) {
  const sorting = { column: -1, down: false };
  const rows = records.map((record) => {
    const cells = columns.map(([, value, cell], index) =>
      make(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, dir: "auto",
        class: typeof value(record) === "number" ? "number" : null }, cell ? cell(record) : String(value(record))));
    return { record, row: make("tr", {}, cells) };
  });
  const body = make("tbody", {}, rows.map(({ row }) => row));
  const heads = columns.map(([words, value], index) => {
    const button = make("button", { type: "button" }, words, make("span", { class: "sign", "aria-hidden": "true" }));
    const isNumber = records.length > 0 && typeof value(records[0]) === "number";
    const head = make("th", { scope: "col", class: isNumber ? "number" : null }, button);
    button.addEventListener("click", () => {
      sorting.down = sorting.column === index && !sorting.down;
      sorting.column = index;
      const order = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
      const sign = sorting.down ? -1 : 1;
      const sorted = [...rows].sort((a, b) => sign * order(value(a.record), value(b.record)));
      body.append(...sorted.map(({ row }) => row));
      heads.forEach((other, place) => {
        if (place === index) other.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
        else other.removeAttribute("aria-sort");
      });
    });
    return head;
  });
  const caption = make("caption", {});
  const update = () => {
    let seen = 0;
    for (const { record, row } of rows) {
      row.hidden = !isShownIn(record);
      if (!row.hidden) seen += 1;
    }
    const lost = rows.length - seen;
    caption.replaceChildren(make("span", { class: "heading" }, title), " ",
      make("span", { class: "muted" }, lost > 0 ? `${seen} of ${rows.length} shown` : String(rows.length)));
  };
  onChange(update);
  return make("div", { class: "wide", role: "region", "aria-label": title, tabindex: "0" },
    make("table", {}, caption, make("thead", {}, make("tr", {}, heads)), body));
}

tables.append(
  table("Organisations", data.organisations, [
    ["Name", (one) => nameOf(one.id), (one) => leads(one.id, nameOf(one.id))],
    ["Sector", (one) => sectors.get(one.sector) ?? ""],
    ["Scale", (one) => scales.get(one.scale) ?? ""],
    ["Kind", (one) => capital(one.kind)],
    ["Place", (one) => one.place ?? ""],
    ["In", (one) => count(one, false)],
    ["Out", (one) => count(one, true)],
  ], (one) => shown.organisations.has(one.id)),
  table("Flows", data.flows, [
    ["From", (flow) => nameOf(flow.from), (flow) => leads(flow.from, nameOf(flow.from))],
    ["Flow", (flow) => flow.name, (flow) => leads(flow.id, flow.name)],
    ["To", (flow) => nameOf(flow.to), (flow) => leads(flow.to, nameOf(flow.to))],
    ["Direction", (flow) => capital(flow.direction)],
    ["Formality", (flow) => capital(flow.formality)],
    ["Status", (flow) => capital(flow.status ?? "current")],
  ], (flow) => shown.flows.has(flow.id)),
);

function showMap() {
  if (!byId("map").hidden) return;
  byId("map").hidden = false;
  tables.hidden = true;
  document.body.dataset.view = "map";
  byId("map-button").setAttribute("aria-pressed", "true");
  byId("tables-button").setAttribute("aria-pressed", "false");
}

function showTables() {
  byId("map").hidden = true;
  tables.hidden = false;
  document.body.dataset.view = "tables";
  byId("map-button").setAttribute("aria-pressed", "false");
  byId("tables-button").setAttribute("aria-pressed", "true");
}

byId("map-button").addEventListener("click", showMap);
byId("tables-button").addEventListener("click", showTables);
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  showTables();
  tables.focus();
});

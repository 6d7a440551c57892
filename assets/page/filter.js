// The filter: which sectors, scales and kinds of flow are asked for.

const filter = byId("filter");
const filterButton = byId("filter-button");

function chips(title, entries, chosenOnes) {
  const boxes = entries.map((entry) => {
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      if (box.checked) chosenOnes.add(entry.id);
      else chosenOnes.delete(entry.id);
      update();
    });
    onChange(() => { box.checked = chosenOnes.has(entry.id); });
    return make("label", { class: "chip" }, box, sample(entry.sample), make("span", { dir: "auto" }, entry.name));
  });
  return make("fieldset", {}, make("legend", {}, title), make("div", { class: "chips" }, boxes));
}

function openFilter(open) {
  filter.hidden = !open;
  filterButton.setAttribute("aria-expanded", String(open));
}

filter.append(...[
  ["Flow", data.kinds, wanted.kinds],
  ["Sector", data.sectors, wanted.sectors],
  ["Scale", data.scales, wanted.scales],
].filter(([, entries]) => entries.length > 0).map((part) => chips(...part)));
filterButton.addEventListener("click", () => {
  openFilter(filter.hidden);
  if (!filter.hidden) filter.querySelector("input")?.focus();
});
filter.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  openFilter(false);
  filterButton.focus();
});
onTap.push(() => openFilter(false));
byId("show-all").addEventListener("click", () => {
  showEverything();
  // The button goes away; the keyboard must not go with it.
  stage.focus({ preventScroll: true });
});
onChange(() => {
  const isWhole = wanted.sectors.size === sectors.size && wanted.scales.size === scales.size
    && wanted.kinds.size === kinds.size;
  filterButton.classList.toggle("is-on", !isWhole);
  filterButton.textContent = isWhole ? "Filter" : "Filter (on)";
});

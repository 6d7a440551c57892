// The story: the saved views as steps, each with what it shows, from where, and its caption. Then all begins.

/** -1 is the whole map, before the first step. */
let step = -1;
let stepHides = outOfStory;

function goToStep(next) {
  if (next < -1 || next >= data.steps.length) return;
  const isNarrowed = next >= 0;
  unchoose();
  showMap();
  step = next;
  stepHides = new Set(isNarrowed ? data.steps[next].hidden : []);
  outOfStory = stepHides;
  // A step brings its own date.
  stopPlaying();
  atDate = -1;
  wear(data.steps[next]?.dress);
  update();
  if (!isNarrowed) return showAll();
  const shapes = around([...shown.organisations].map(boxOf));
  const isWhole = shown.organisations.size === organisations.size;
  const frame = data.steps[next].frame ?? (isWhole ? data.bounds : shapes) ?? data.bounds;
  fly(fitting(frame, data.steps[next].frame ? 0 : 48));
}

function sayStep() {
  // Somebody asked for all of the map meanwhile.
  if (outOfStory !== stepHides) {
    step = -1;
    stepHides = outOfStory;
    wear();
  }
  const one = data.steps[step];
  const words = one
    ? [make("p", {}, make("span", { class: "muted" }, `Step ${step + 1} of ${data.steps.length} `),
        make("b", { dir: "auto" }, one.name)),
      one.caption ? make("p", { dir: "auto", class: "caption" }, one.caption) : null,
      one.notes ? make("p", { dir: "auto", class: "muted caption" }, one.notes) : null]
    : [make("p", { class: "muted" }, `A story in ${many(data.steps.length, "step")}`)];
  byId("step").replaceChildren(...words.filter(Boolean));
  byId("previous").disabled = step < 0;
  byId("next").disabled = step === data.steps.length - 1;
  byId("next").textContent = one ? "Next" : "Start";
}

byId("previous").addEventListener("click", () => goToStep(step - 1));
byId("next").addEventListener("click", () => goToStep(step + 1));
addEventListener("keydown", (event) => {
  const isTables = document.body.dataset.view === "tables";
  if (data.steps.length === 0 || isTables || !["PageDown", "PageUp"].includes(event.key)) return;
  event.preventDefault();
  goToStep(step + (event.key === "PageDown" ? 1 : -1));
});

byId("story").hidden = data.steps.length === 0;
if (data.steps.length > 0) onChange(sayStep);
document.querySelectorAll(".tools, .zoom, footer").forEach((part) => { part.hidden = false; });
Object.assign(camera, fitting(data.bounds));
update();
look();

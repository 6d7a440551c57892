// Time: the dates at which the map changes. The slider's first place is all dates at once.

const dates = data.dates ?? [];
const dateSlider = byId("date");
const playButton = byId("play");
/** How long a date is shown while they are played, milliseconds. */
const DATE_STAYS = 1400;
let playing = 0;

function sayDate() {
  const words = atDate < 0 ? "All dates" : dates[atDate];
  dateSlider.value = String(atDate + 1);
  const there = shown.organisations.size + shown.flows.size;
  dateSlider.setAttribute("aria-valuetext", atDate < 0 ? words : `${words}: ${there} shown`);
  if (byId("date-words").textContent !== words) byId("date-words").textContent = words;
}

function goToDate(at) {
  atDate = Math.max(-1, Math.min(at, dates.length - 1));
  update();
}

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  playButton.textContent = "Play";
  playButton.setAttribute("aria-pressed", "false");
}

function play() {
  if (playing) return stopPlaying();
  goToDate(atDate === dates.length - 1 ? 0 : atDate + 1);
  playButton.textContent = "Pause";
  playButton.setAttribute("aria-pressed", "true");
  playing = setInterval(() => {
    goToDate(atDate + 1);
    if (atDate === dates.length - 1) stopPlaying();
  }, DATE_STAYS);
}

dateSlider.max = String(dates.length);
dateSlider.addEventListener("input", () => {
  stopPlaying();
  goToDate(Number(dateSlider.value) - 1);
});
playButton.addEventListener("click", play);
byId("time").hidden = dates.length === 0;
if (dates.length > 0) onChange(sayDate);
byId("show-all").addEventListener("click", stopPlaying);

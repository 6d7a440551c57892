"""What the page does in Chromium: search, filter, cards, keyboard, tables, story, and nothing that leaves it.

Called with a folder of pages, and perhaps one for pictures. Says what was tried; ends with 1 where something failed.
"""

import glob
import os
import sys
import time

from webdriver import Browser

FOLDER = sys.argv[1]
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
FOCUSED = """const it = document.activeElement;
return it ? (it.dataset.record || it.id || it.getAttribute('aria-label') || it.textContent) : null"""


def page(name):
    return os.path.join(FOLDER, name)


def text(browser, selector):
    return browser.run("return document.querySelector(arguments[0]).innerText.trim()", selector)


def is_seen(browser, selector):
    return browser.run("return document.querySelector(arguments[0])?.checkVisibility() ?? false", selector)


def click(browser, selector):
    browser.run("document.querySelector(arguments[0]).click()", selector)


def focused(browser):
    return browser.run(FOCUSED)


def same(found, expected, what):
    assert found == expected, f"{what}: {found!r} instead of {expected!r}"


def picture(browser, name):
    if PICTURES:
        os.makedirs(PICTURES, exist_ok=True)
        browser.picture(os.path.join(PICTURES, f"page-{name}.png"))


def settle(browser):
    """Waits until the camera stands."""
    look = "return document.querySelector('#stage > svg').getAttribute('viewBox')"
    last = [None]

    def stands():
        time.sleep(0.08)
        before, last[0] = last[0], browser.run(look)
        return before == last[0]
    browser.wait(stands, "the camera does not come to rest")


def search_finds_and_flies(browser):
    browser.press("/")
    same(focused(browser), "search", "a slash goes to the search")
    browser.type("WATÉR")
    same(text(browser, "#found-count"), "3 found", "case and accents make no difference")
    assert text(browser, "#found li[aria-selected=true]").startswith("Watershed"), "the nearest first"
    browser.press("Enter")
    settle(browser)
    same(focused(browser), "organisation-watershed", "Enter goes to what was found")
    zoom = browser.run("""const svg = document.querySelector('#stage > svg');
return document.getElementById('stage').clientWidth / svg.viewBox.baseVal.width""")
    assert zoom >= 0.99, f"near enough to read: {zoom}"
    card = text(browser, "#card")
    for words in ["Watershed", "Third sector", "Local", "Organisation", "anchor", "hosts"]:
        assert words in card, f"{words} on the card: {card}"
    picture(browser, "card")
    browser.run("document.getElementById('search').focus()")
    browser.run("document.getElementById('search').select()")
    browser.type("zzz")
    assert text(browser, "#found-count").startswith("Nothing found"), text(browser, "#found-count")
    browser.press("Escape", "Escape")
    same(focused(browser), "stage", "Escape leaves the search")
    click(browser, "#zoom-all")
    settle(browser)


def filter_hides_and_says_how_many(browser):
    browser.press("Escape")
    click(browser, "#filter-button")
    kind = "[...document.querySelectorAll('#filter .chip')].find((chip) => chip.textContent === arguments[0])"
    lines = browser.run("return document.querySelectorAll('#stage g.flow[id]:not(.gone)').length")
    browser.run(f"{kind}.click()", "funding")
    count = text(browser, "#counts")
    same(count, "3 of 19 flows hidden", "the filter says how many")
    left = browser.run("return document.querySelectorAll('#stage g.flow[id]:not(.gone)').length")
    same(lines - left, 3, "lines that are gone")
    assert browser.run("""return [...document.querySelectorAll('#stage g.flow')].every((line) =>
  line.classList.contains('gone') === (getComputedStyle(line).display === 'none'))"""), "what is gone is not seen, labels too"
    browser.run(f"{kind}.click()", "Third sector")
    assert "organisations" in text(browser, "#counts"), text(browser, "#counts")
    picture(browser, "filter")
    click(browser, "#show-all")
    same(text(browser, "#counts"), "19 organisations, 19 flows", "everything again")
    assert browser.run("return [...document.querySelectorAll('#filter input')].every((box) => box.checked)")
    click(browser, "#filter-button")


def keyboard_walks(browser):
    browser.open(page("bristol.html"))
    stops = []
    for _ in range(7):
        browser.press("Tab")
        stops.append(focused(browser))
    same(stops[:6], ["skip", "search", "filter-button", "map-button", "tables-button", "stage"], "the way of Tab")
    assert stops[6].startswith("organisation-"), f"one organisation is a stop: {stops[6]}"
    browser.run("document.getElementById('stage').focus()")
    box = browser.run("return document.querySelector('#stage > svg').getAttribute('viewBox')")
    browser.press("Right", "+")
    settle(browser)
    assert box != browser.run("return document.querySelector('#stage > svg').getAttribute('viewBox')"), "arrows move"
    browser.press("0")
    settle(browser)
    browser.press("Enter", "Home")
    first = focused(browser)
    assert first.startswith("organisation-"), first
    walked = [first]
    for _ in range(30):
        browser.press("Right")
        if focused(browser) == walked[-1]:
            break
        walked.append(focused(browser))
    same(len(walked), 19, "all organisations, one by one")
    same(len(set(walked)), 19, "each once")
    places = browser.run("""return arguments[0].map((id) => {
  const box = document.getElementById(id).getBBox(); return box.y + box.height / 2; })""", walked)
    assert all(b > a - 60 for a, b in zip(places, places[1:])), f"as one reads: {places}"
    browser.run("document.getElementById('organisation-pervasive-media-studio').focus()")
    along = []
    for _ in range(12):
        browser.press("Tab")
        if not focused(browser).startswith("flow-"):
            break
        along.append(focused(browser))
    same(len(along), 4, "the flows of the studio")
    same(focused(browser), "zoom-in", "and out of the map: no trap")
    browser.run("document.getElementById('organisation-pervasive-media-studio').focus()")
    browser.press("Tab")
    flow = focused(browser)
    assert not browser.run("return document.getElementById('card').hidden"), "a flow has a card"
    picture(browser, "flow")
    browser.press("Enter")
    other = focused(browser)
    assert other.startswith("organisation-") and other != "organisation-pervasive-media-studio", other
    browser.press("Tab")
    browser.press("Escape")
    same(focused(browser), other, f"Escape goes back from {flow}")
    browser.press("Escape")
    same(focused(browser), "stage", "and then to the map")
    assert browser.run("return document.getElementById('card').hidden"), "without a card"
    browser.run("document.getElementById('organisation-watershed').focus()")
    browser.press("Enter")
    same(focused(browser), "card", "Enter goes to the card")
    # Past the button that closes it and the address.
    browser.press("Tab", "Tab", "Tab", "Enter")
    assert focused(browser).startswith("flow-"), f"whose entries lead on: {focused(browser)}"
    browser.press("Escape")
    same(focused(browser), "organisation-watershed", "Escape goes back to whose flow it is")
    browser.press("Enter", "Escape")
    same(focused(browser), "organisation-watershed", "and from the card to its record")
    browser.press("Shift+Tab")
    same(focused(browser), "stage", "backward out of the organisations")


def pointer_shows_cards(browser):
    click(browser, "#zoom-all")
    settle(browser)
    browser.press("Escape")
    where = """const box = document.getElementById(arguments[0]).getBoundingClientRect();
return [box.x + box.width / 2, box.y + box.height / 2]"""
    browser.pointer(browser.run(where, "organisation-watershed"))
    browser.wait(lambda: is_seen(browser, "#card"), "the pointer rests, no card comes")
    same(text(browser, "#card h2"), "Watershed", "the card of what is under the pointer")
    browser.pointer((640, 770))
    browser.wait(lambda: not is_seen(browser, "#card"), "the card stays")
    browser.pointer(browser.run(where, "organisation-watershed"), "down", "up")
    browser.pointer((640, 770))
    same(focused(browser), "organisation-watershed", "a click chooses")
    box = browser.run("return document.querySelector('#stage > svg').getAttribute('viewBox')")
    browser.pointer((300, 200), "down", (360, 240), "up")
    assert box != browser.run("return document.querySelector('#stage > svg').getAttribute('viewBox')"), "a drag moves"
    same(focused(browser), "organisation-watershed", "and changes no choice")
    browser.press("Escape")


def fingers_pinch(browser):
    click(browser, "#zoom-all")
    settle(browser)
    width = "return document.querySelector('#stage > svg').viewBox.baseVal.width"
    before = browser.run(width)
    browser.pinch((600, 400), 40, 120)
    after = browser.run(width)
    assert 2.5 < before / after < 3.5, f"three times as near: {before} to {after}"
    click(browser, "#zoom-all")
    settle(browser)


def tables_sort(browser):
    click(browser, "#tables-button")
    names = """return [...document.querySelectorAll('#tables .wide:first-child tbody tr:not([hidden])')]
  .map((row) => row.cells[Number(arguments[0])].textContent)"""
    sort = "document.querySelectorAll('#tables .wide:first-child thead button')[arguments[0]].click()"
    browser.run(sort, 0)
    up = browser.run(names, 0)
    same(up, sorted(up, key=str.casefold), "by name")
    browser.run(sort, 0)
    same(browser.run(names, 0), sorted(up, key=str.casefold, reverse=True), "the other way")
    browser.run(sort, 6)
    out = [int(number) for number in browser.run(names, 6)]
    same(out, sorted(out), "numbers as numbers")
    same(browser.run("return document.querySelectorAll('#tables [aria-sort]').length"), 1, "one column is said to sort")
    picture(browser, "tables")
    browser.run("document.querySelector('#tables .wide:first-child tbody button').click()")
    settle(browser)
    assert is_seen(browser, "#stage") and focused(browser).startswith("organisation-"), "a name leads to the map"
    browser.press("Escape")


def story_steps(browser):
    click(browser, "#zoom-all")
    settle(browser)
    browser.run("document.getElementById('stage').focus()")
    browser.press("PageDown")
    settle(browser)
    assert "Step 1 of 3" in text(browser, "#step") and "Caption of Who funds" in text(browser, "#step")
    same(text(browser, "#counts"), "16 of 19 flows hidden", "a step shows what its view shows")
    picture(browser, "story")
    browser.press("PageDown")
    settle(browser)
    assert "Around Watershed" in text(browser, "#step")
    gone = browser.run("return document.getElementById('organisation-cardiff-cluster').classList.contains('gone')")
    assert gone, "who is far from the focus is not shown"
    browser.press("PageDown")
    settle(browser)
    seen = browser.run("""const box = document.querySelector('#stage > svg').viewBox.baseVal;
return [box.x + box.width / 2, box.y + box.height / 2]""")
    assert abs(seen[0] - 640) < 1 and abs(seen[1] - 440) < 1, f"the view's own camera: {seen}"
    assert browser.run("return document.getElementById('next').disabled"), "the last step"
    browser.press("PageUp", "PageUp", "PageUp")
    settle(browser)
    same(text(browser, "#counts"), "19 organisations, 19 flows", "the whole map again")


def evidence_shows(browser):
    show = "document.getElementById('organisation-watershed').focus()"
    browser.open(page("bristol.html"))
    browser.run(show)
    assert "Evidence" not in text(browser, "#card"), "not unless it was asked for"
    browser.open(page("evidence.html"))
    browser.run(show)
    card = text(browser, "#card")
    assert "Zzevidence says why" in card and "A report" in card and "Zzrespondent" not in card, card
    links = browser.run("return [...document.querySelectorAll('#card a')].map((link) => [link.href, link.rel, link.target])")
    same(links, [["https://www.watershed.co.uk/", "noopener noreferrer", "_blank"],
                 ["https://example.org/report", "noopener noreferrer", "_blank"]], "plain links")
    picture(browser, "evidence")


def hidden_lines_leave_no_gaps(browser):
    browser.open(page("dressed.html"))
    piece = "document.querySelector('#stage [data-over]')"
    over = browser.run(f"return {piece}.dataset.over")
    kind = browser.run("return document.querySelector(`#stage [id=${arguments[0]}]`).getAttribute('aria-label')", over)
    name = "funding" if over == "flow-funding" else "knowledge"
    assert name in kind.lower(), kind
    is_whole = f"return {piece}.checkVisibility()"
    chip = "[...document.querySelectorAll('#filter .chip')].find((chip) => chip.textContent.toLowerCase().includes(arguments[0])).click()"
    click(browser, "#filter-button")
    same(browser.run(is_whole), False, "where lines cross there is a gap")
    browser.run(chip, name)
    same(browser.run(is_whole), True, "and none where the upper line is hidden")
    picture(browser, "gap-closed")
    browser.run(chip, name)
    same(browser.run(is_whole), False, "it comes back")
    click(browser, "#filter-button")


def steps_wear_their_own_colours(browser):
    browser.open(page("dressed.html"))
    colours = "return [...document.querySelectorAll('#stage [data-record^=organisation] path')].map((it) => it.getAttribute('fill')).join()"
    # What is said under a legend stays without one.
    legend = "return [...document.querySelectorAll('#stage .legend')].some((part) => /sector/i.test(part.textContent))"
    sample = "return document.querySelector('.samples symbol path').outerHTML"
    hits = "return document.querySelectorAll('#stage .hit').length"

    def state():
        return [browser.run(words) for words in (colours, legend, sample)]
    plain = state()
    assert plain[1], "a legend"
    browser.run("document.getElementById('organisation-west').focus()")
    found = []
    for number in range(4):
        browser.press("PageDown")
        settle(browser)
        same(browser.run(hits), 2, "lines can still be hit")
        picture(browser, f"dress-{number + 1}")
        found.append(state())
    grey, bare, again, last = found
    assert grey[0] != plain[0] and grey[2] != plain[2] and grey[1], "a step in grey, its samples too"
    parts = [word[1:] for word in grey[0].split(",") if word.startswith("#")]
    assert all(part[0:2] == part[2:4] == part[4:6] for part in parts), grey[0]
    same(bare, [plain[0], False, plain[2]], "a step without a legend")
    same(again, plain, "a step as the page is")
    same(last, grey, "the same dress again")
    click(browser, "#filter-button")
    browser.run("[...document.querySelectorAll('#filter .chip input')].at(0).click()")
    click(browser, "#show-all")
    same(state(), plain, "all of the map, in its own colours")
    click(browser, "#filter-button")


def hostile_labels_do_nothing(browser):
    for path in sorted(glob.glob(page("hostile-*.html"))):
        browser.open(path)
        name = os.path.basename(path)
        browser.run("document.getElementById('organisation-a').focus()")
        browser.run("document.getElementById('flow-f').focus()")
        click(browser, "#tables-button")
        click(browser, "#map-button")
        browser.run("document.getElementById('search').focus()")
        browser.type("a")
        browser.press("PageDown")
        same(browser.alert(), None, f"{name} speaks")
        elements = browser.run("return document.querySelectorAll('b[onload], img, iframe, svg[onload], script').length")
        same(elements, 2, f"{name}: elements that its label made")
        wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        same(wide, 0, f"{name} makes the page wider than the window")
        if name in ["hostile-09.html", "hostile-12.html"]:
            browser.run("document.getElementById('organisation-a').focus()")
            picture(browser, name[:-5])


def nothing_leaves(browser):
    """No request but for the page's own file, and nothing that the page's policy had to stop."""
    import json
    asked = []
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    strangers = [url for url in asked if not url.startswith(("file://", "data:", "chrome"))]
    same(strangers, [], "requests")
    resources = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    same([name for name in resources if not name.startswith("data:")], [], "resources")
    faults = [entry["message"] for entry in browser.log("browser")]
    same(faults, [], "what the browser complains of")


def fits_everywhere(driver):
    for width, height, dark in [(390, 844, False), (360, 640, True), (1280, 800, True)]:
        with Browser(driver, width, height, dark) as browser:
            browser.resize(width, height, 2)
            browser.open(page("evidence.html"))
            name = f"{width}-{'dark' if dark else 'light'}"
            picture(browser, name)
            for what, steps in [
                ("map", ""),
                ("card", "document.getElementById('organisation-watershed').focus()"),
                ("filter", "document.getElementById('filter-button').click()"),
                ("tables", "document.getElementById('tables-button').click()"),
            ]:
                browser.run(steps)
                settle(browser)
                picture(browser, f"{name}-{what}")
                wide = browser.run("return document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0, f"{what} at {width}: {wide} too wide"
                small = browser.run("""return [...document.querySelectorAll('button, input, a')]
  .filter((it) => it.checkVisibility() && !it.closest('.unseen, .skip'))
  .map((it) => it.getBoundingClientRect()).filter((box) => box.right > innerWidth + 1 || box.left < -1).length""")
                if what != "tables":
                    same(small, 0, f"{what} at {width}: controls beyond the edge")
            page_colour = browser.run("return getComputedStyle(document.getElementById('map')).backgroundColor")
            same(page_colour, "rgb(255, 255, 255)", "the figure keeps its page")
            ground = browser.run("return getComputedStyle(document.body).backgroundColor")
            assert (ground != "rgb(255, 255, 255)") == dark, f"the rest follows the system: {ground}"


def dates_slide_and_play(browser):
    def gone(which):
        return browser.run("return document.getElementById(arguments[0]).classList.contains('gone')", which)

    def slide(place):
        browser.run("""const slider = document.getElementById('date');
            slider.value = arguments[0]; slider.dispatchEvent(new Event('input'))""", place)
    browser.open(page("dates.html"))
    same(text(browser, "#date-words"), "All dates", "at first all dates are shown")
    same(text(browser, "#counts"), "7 organisations, 8 flows", "nothing is hidden")
    slide(1)
    same(text(browser, "#date-words"), "2013", "the first date")
    same(text(browser, "#counts"), "4 of 7 organisations and 6 of 8 flows hidden", "what was there then")
    assert gone("organisation-lab") and gone("flow-f6") and not gone("organisation-agency")
    picture(browser, "date")
    slide(8)
    same(text(browser, "#date-words"), "2020", "the last date")
    assert gone("organisation-agency") and not gone("flow-f6")
    click(browser, "#play")
    same(text(browser, "#date-words"), "2013", "from the end it begins anew")
    same(text(browser, "#play"), "Pause", "it plays")
    browser.wait(lambda: text(browser, "#date-words") == "2014", "the next date does not come")
    click(browser, "#play")
    same(text(browser, "#play"), "Play", "it is paused")
    click(browser, "#show-all")
    same(text(browser, "#date-words"), "All dates", "all of it again")


def main():
    driver = "chromedriver"
    with Browser(driver) as browser:
        browser.resize(1280, 800)
        browser.open(page("bristol.html"))
        picture(browser, "whole")
        for trial in [search_finds_and_flies, filter_hides_and_says_how_many, keyboard_walks, pointer_shows_cards,
                      fingers_pinch, tables_sort, story_steps, evidence_shows, hidden_lines_leave_no_gaps,
                      steps_wear_their_own_colours, dates_slide_and_play, hostile_labels_do_nothing, nothing_leaves]:
            trial(browser)
            print(f"{trial.__name__}: ok", flush=True)
    fits_everywhere(driver)
    print("fits_everywhere: ok")


main()

"""A small WebDriver client: what the tests of the page need to drive Chromium, with the standard library only.

Must not know the page.
"""

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Shift": "\ue008", "PageUp": "\ue00e",
        "PageDown": "\ue00f", "End": "\ue010", "Home": "\ue011", "Left": "\ue012", "Up": "\ue013",
        "Right": "\ue014", "Down": "\ue015"}


class Browser:
    """Chromium without a screen, in a profile of its own; use it in a `with`."""

    def __init__(self, driver, width=1280, height=800, dark=False):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.profile = tempfile.mkdtemp(prefix="ecomap-page-")
        self.driver = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        self.session = None
        self.wait(self.is_ready, "chromedriver does not answer")
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={self.profile}",
                     f"--window-size={width},{height}"]
        if dark:
            arguments.append("--blink-settings=preferredColorScheme=0")
        options = {"args": arguments}
        if shutil.which("chromium"):
            options["binary"] = shutil.which("chromium")
        wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = answer["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            if self.session:
                self.call("DELETE", f"/session/{self.session}")
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.profile, ignore_errors=True)

    def is_ready(self):
        try:
            return self.call("GET", "/status")["ready"]
        except OSError:
            return False

    @staticmethod
    def wait(condition, otherwise, seconds=20):
        """Waits until something holds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            time.sleep(0.02)
        raise AssertionError(otherwise)

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from error

    def ask(self, method, path, body=None):
        return self.call(method, f"/session/{self.session}{path}", body)

    def open(self, path):
        self.ask("POST", "/url", {"url": f"file://{path}"})

    def resize(self, width, height, scale=1):
        """The size of the page itself, without the browser's own bars."""
        self.ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600}})

    def run(self, script, *arguments):
        """The value of a script in the page."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys):
        """Presses keys one after the other where the keyboard is; "Shift+Tab" holds one."""
        actions = []
        for key in keys:
            parts = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
            actions += [{"type": "keyDown", "value": part} for part in parts]
            actions += [{"type": "keyUp", "value": part} for part in reversed(parts)]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def type(self, words):
        self.press(*words)

    def pointer(self, *actions):
        """Moves and presses the mouse: (x, y) moves, "down" and "up" press."""
        steps = []
        for action in actions:
            if isinstance(action, str):
                steps.append({"type": f"pointer{action.capitalize()}", "button": 0})
            else:
                steps.append({"type": "pointerMove", "x": int(action[0]), "y": int(action[1]), "duration": 20})
        self.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": steps}]})

    def pinch(self, middle, before, after):
        """Two fingers, so far left and right of a point, move apart or together."""
        def finger(name, side):
            x, y = middle
            steps = [{"type": "pointerMove", "x": x + side * before, "y": y}, {"type": "pointerDown", "button": 0}]
            for part in range(1, 9):
                at = before + (after - before) * part / 8
                steps.append({"type": "pointerMove", "x": int(x + side * at), "y": y, "duration": 20})
            steps.append({"type": "pointerUp", "button": 0})
            return {"type": "pointer", "id": name, "parameters": {"pointerType": "touch"}, "actions": steps}
        self.ask("POST", "/actions", {"actions": [finger("one", -1), finger("two", 1)]})

    def picture(self, path):
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("GET", "/screenshot")))

    def log(self, kind):
        return self.ask("POST", "/se/log", {"type": kind})

    def alert(self):
        """The text of an alert, if there is one."""
        try:
            return self.ask("GET", "/alert/text")
        except AssertionError:
            return None

//! A real window of the program under a virtual display, driven by mouse and keys as a person would.
//! Must not know what a test wants of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Where screenshots go, to be looked at.
pub(crate) fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desktop");
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} can't be started: {error}");
    });
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Waits until `ready`, at most ten seconds.
#[track_caller]
pub(crate) fn wait_until(what: &str, mut ready: impl FnMut() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert!(start.elapsed() < Duration::from_secs(10), "waited ten seconds for {what}");
        sleep(Duration::from_millis(100));
    }
}

/// The program in a window.
pub(crate) struct Window {
    child: Child,
    id: String,
    home: PathBuf,
    /// With what the program was started that runs now under its number.
    environment: Vec<u8>,
}

impl Window {
    /// Starts the program with its settings in `home`, and waits for its window.
    pub(crate) fn open(home: &Path, arguments: &[&str]) -> Self {
        Self::open_with(home, arguments, &[])
    }

    /// The same with more in the environment.
    pub(crate) fn open_with(home: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let child = Self::start(home, arguments, environment);
        let mut window = Self { child, id: String::new(), home: home.to_owned(), environment: Vec::new() };
        window.find();
        window
    }

    fn start(home: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Child {
        let frames = home.join("frames");
        // Another build, such as the release, may be tested in place of this one.
        let program =
            std::env::var_os("ECOMAP_TEST_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_ecomap").into());
        let errors = fs::File::options().create(true).append(true).open(home.join("stderr"));
        let errors = errors.map_or_else(|_| Stdio::null(), Stdio::from);
        Command::new(program)
            .args(arguments)
            .env("ECOMAP_HOME", home)
            .envs(environment.iter().copied())
            .env("ECOMAP_DIALOGS", "builtin")
            .env("ECOMAP_COUNT_FRAMES", &frames)
            .stdin(Stdio::null())
            .stderr(errors)
            .spawn()
            .expect("the program starts")
    }

    /// Runs the program until it ends by itself: its exit code.
    pub(crate) fn run_to_end(home: &Path, environment: &[(&str, &str)]) -> Option<i32> {
        let child = Self::start(home, &[], environment);
        Self { child, id: String::new(), home: home.to_owned(), environment: Vec::new() }.end()
    }

    /// Waits until the program has taken its own place, and for its window.
    pub(crate) fn starts_again(&mut self) {
        let about = format!("/proc/{}/environ", self.child.id());
        wait_until("the program to start again", || {
            fs::read(&about).is_ok_and(|now| !now.is_empty() && now != self.environment)
        });
        // The window before it is gone a moment later, and the next may have its name.
        sleep(Duration::from_millis(1000));
        self.find();
    }

    /// Waits for the window of the program, and puts it where tests expect it.
    fn find(&mut self) {
        let pid = self.child.id().to_string();
        let mut id = String::new();
        wait_until("the window", || {
            let found = run("xdotool", &["search", "--onlyvisible", "--pid", &pid]);
            id = found.lines().last().unwrap_or("").to_owned();
            !id.is_empty()
        });
        self.id = id;
        self.environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        run("xdotool", &["windowsize", "--sync", &self.id, "1280", "820"]);
        run("xdotool", &["windowmove", &self.id, "0", "20"]);
        run("xdotool", &["windowactivate", "--sync", &self.id]);
        self.settle();
    }

    /// Its name for the window system.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Ends it as nothing can prevent: SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("the process is ours");
        self.child.wait().expect("the process is ours");
    }

    /// Presses the button of the mouse and does not let go.
    pub(crate) fn take_hold(&mut self, at: (i32, i32)) {
        self.point(at);
        run("xdotool", &["mousedown", "1"]);
        sleep(Duration::from_millis(150));
    }

    /// Lets the button go, wherever the pointer is, and these keys: whoever was stopped while it pressed one has left
    /// it down, and the server repeats it for ever.
    pub(crate) fn let_go(keys: &[&str]) {
        run("xdotool", &["mouseup", "1"]);
        if !keys.is_empty() {
            run("xdotool", &[&["keyup"][..], keys].concat());
        }
    }

    /// Number of frames painted so far.
    pub(crate) fn frames(&self) -> u64 {
        let text = fs::read_to_string(self.home.join("frames")).unwrap_or_default();
        text.trim().parse().unwrap_or(0)
    }

    /// Waits until nothing has been painted for half a second; a minute at most, for a busy machine may starve it.
    pub(crate) fn settle(&mut self) {
        let start = Instant::now();
        let mut seen = self.frames();
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_millis(500) {
            assert!(start.elapsed() < Duration::from_secs(60), "the window never comes to rest");
            sleep(Duration::from_millis(50));
            let now = self.frames();
            if now != seen {
                seen = now;
                since = Instant::now();
            }
        }
    }

    /// Moves the pointer to a place in the window.
    pub(crate) fn point(&mut self, at: (i32, i32)) {
        run("xdotool", &["mousemove", "--window", &self.id, &at.0.to_string(), &at.1.to_string()]);
        sleep(Duration::from_millis(120));
    }

    pub(crate) fn click(&mut self, at: (i32, i32)) {
        self.point(at);
        run("xdotool", &["click", "1"]);
        self.settle();
    }

    /// Turns the wheel towards the hand so many times, where the pointer is.
    pub(crate) fn wheel_down(&mut self, times: u32) {
        run("xdotool", &["click", "--repeat", &times.to_string(), "--delay", "20", "5"]);
        self.settle();
    }

    pub(crate) fn double_click(&mut self, at: (i32, i32)) {
        self.point(at);
        run("xdotool", &["click", "--repeat", "2", "--delay", "90", "1"]);
        self.settle();
    }

    /// Presses at `from`, moves in ten steps, lets go at `to`.
    pub(crate) fn drag(&mut self, from: (i32, i32), to: (i32, i32)) {
        self.point(from);
        run("xdotool", &["mousedown", "1"]);
        sleep(Duration::from_millis(150));
        for step in 1..=10 {
            let between = |a: i32, b: i32| a + (b - a) * step / 10;
            self.point((between(from.0, to.0), between(from.1, to.1)));
        }
        run("xdotool", &["mouseup", "1"]);
        self.settle();
    }

    pub(crate) fn key(&mut self, key: &str) {
        run("xdotool", &["key", "--clearmodifiers", key]);
        self.settle();
    }

    /// Presses a key and waits for nothing.
    pub(crate) fn press(&mut self, key: &str) {
        run("xdotool", &["key", "--clearmodifiers", key]);
        sleep(Duration::from_millis(120));
    }

    /// Types, with `ECOMAP_KEY_DELAY` milliseconds between the keys (30).
    pub(crate) fn type_text(&mut self, text: &str) {
        let delay = std::env::var("ECOMAP_KEY_DELAY").unwrap_or_else(|_| "30".to_owned());
        run("xdotool", &["type", "--delay", &delay, text]);
        self.settle();
    }

    /// The title that the window manager shows.
    pub(crate) fn title(&self) -> String {
        run("xdotool", &["getwindowname", &self.id])
    }

    /// Takes a screenshot of the window.
    pub(crate) fn screenshot(&self, name: &str) -> PathBuf {
        let path = pictures().join(format!("{name}.png"));
        run("import", &["-window", &self.id, &path.to_string_lossy()]);
        assert!(path.exists(), "no screenshot {}", path.display());
        path
    }

    /// The first row between two in which the pixel of this column has a colour, such as `#E4E7EB`.
    pub(crate) fn row_of_colour(&self, column: i32, rows: std::ops::Range<i32>, colour: &str) -> Option<i32> {
        let shot = self.screenshot("looked-at");
        let strip = format!("1x{}+{column}+{}", rows.end - rows.start, rows.start);
        let shot = shot.to_string_lossy();
        let pixels = run("convert", &[&*shot, "-crop", &strip, "+repage", "-depth", "8", "txt:"]);
        let found = pixels.lines().find(|line| line.contains(colour))?;
        let row: i32 = found.split([',', ':']).nth(1)?.parse().ok()?;
        Some(rows.start + row)
    }

    /// Makes one moving picture of all screenshots whose names begin so.
    pub(crate) fn film(&self, begin: &str) {
        let folder = pictures();
        let begins =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begin));
        let entries = fs::read_dir(&folder).expect("the pictures are there");
        let mut shots: Vec<PathBuf> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).filter(begins).collect();
        shots.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
        shots.sort();
        let film = folder.join(format!("{}.gif", begin.trim_end_matches('-')));
        let mut arguments = vec!["-delay".to_owned(), "80".to_owned(), "-loop".to_owned(), "0".to_owned()];
        arguments.extend(shots.iter().map(|path| path.to_string_lossy().into_owned()));
        arguments.extend(["-layers".to_owned(), "Optimize".to_owned(), film.to_string_lossy().into_owned()]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        run("convert", &arguments);
    }

    /// Processor time used so far, in ticks of the kernel (a hundredth of a second).
    pub(crate) fn processor_ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))
            .expect("Linux, and the process runs");
        // Fields after the name, which may hold spaces: utime and stime are the 12th and 13th of those.
        let after = stat.rsplit(')').next().unwrap_or_default();
        after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
    }

    /// Waits until no thread of the program does this job.
    #[track_caller]
    pub(crate) fn thread_ends(&self, job: &str) {
        let threads = format!("/proc/{}/task", self.child.id());
        let name = format!("ecomap {job}");
        wait_until(&format!("the end of the thread {name}"), || {
            let threads = fs::read_dir(&threads).expect("Linux, and the process runs").flatten();
            // A thread that has ended since the folder was read has no name any more.
            let names = threads.filter_map(|thread| fs::read_to_string(thread.path().join("comm")).ok());
            names.map(|name| name.trim().to_owned()).all(|found| found != name)
        });
    }

    /// Asks the window to close, as the button in its frame does.
    pub(crate) fn ask_to_close(&mut self) {
        run("wmctrl", &["-i", "-c", &self.id]);
        sleep(Duration::from_millis(400));
    }

    /// Sends a signal.
    pub(crate) fn signal(&mut self, name: &str) {
        run("kill", &["-s", name, &self.child.id().to_string()]);
    }

    /// Waits for the end of the program: whether it ended well.
    #[track_caller]
    pub(crate) fn ended_well(&mut self) -> bool {
        self.end() == Some(0)
    }

    /// Waits for the end of the program: its exit code.
    #[track_caller]
    pub(crate) fn end(&mut self) -> Option<i32> {
        let mut status = None;
        wait_until("the program to end", || {
            status = self.child.try_wait().expect("the process is ours");
            status.is_some()
        });
        status.and_then(|status: std::process::ExitStatus| status.code())
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().expect("the process is ours").is_none()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.runs() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

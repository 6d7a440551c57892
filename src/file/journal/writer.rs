//! The hand that writes a journal: a thread of its own, so that nobody waits for the disk. What it is told is in the
//! file at once, and on the disk within a second. What the disk refuses it keeps in memory and tries again.
//! Must not know sessions.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::Builder,
    time::{Duration, Instant},
};

use super::{
    super::disk::{Sheet, disk, in_words},
    anew::{ASK_EVERY, Anew, Unwritten, Written, too_long, write_beside},
    entry::Entry,
    frame,
    log::Log,
    whole_bytes_of,
};

/// So long after a write the disk is made to have it.
const SYNC_AFTER: Duration = Duration::from_millis(200);
/// So long after an error it is tried again.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);
/// So long a disk may take for the last words.
const LONGEST_END: Duration = Duration::from_secs(2);
/// A journal shorter than this is not written anew, bytes.
const SMALL: u64 = 1_000_000;
/// So many times longer than when it was written anew, it is written anew again.
const GROWN: u64 = 3;

/// What is said when the thread that writes has broken down.
const BROKEN: &str = "A fault in ecomap";

/// Called when the state of the journal has changed: it can't be written, or can again.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What becomes of the file when no more is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It stays: the next start offers the map.
    Stay,
    /// It becomes the history of a map: it goes to this file, in place of what is there.
    Become(PathBuf),
    /// It goes.
    Vanish,
}

enum Order {
    Entries(Vec<Entry>),
    /// Another log takes the place of what was told; whether the old journal is to go on until that is written.
    Log(Box<Log>, bool),
    /// Everything up to here is on the disk before it is answered; whether it is.
    Sync(Sender<bool>),
    End(Ending, Sender<bool>),
}

/// A journal that is being written.
pub struct Writer {
    /// None once it was told to end.
    orders: Option<Sender<Order>>,
    trouble: Arc<Mutex<Option<String>>>,
    marks: Arc<Marks>,
    broken: Arc<AtomicBool>,
    path: PathBuf,
}

/// What is known of a journal without asking.
#[derive(Default)]
struct Marks {
    is_whole: AtomicBool,
    is_too_long: AtomicBool,
    length: AtomicU64,
}

/// An answer that is being waited for.
pub struct Answer(Receiver<bool>);

impl Answer {
    /// Waits no longer than this; whether it was done.
    #[must_use]
    pub fn wait(&self, longest: Duration) -> bool {
        self.0.recv_timeout(longest).unwrap_or(false)
    }
}

impl Writer {
    /// Begins a journal in this file, which nobody else may have: what the log holds is written first.
    #[must_use]
    pub fn begin(path: PathBuf, log: Log, wake: Wake) -> Self {
        let (orders, inbox) = channel();
        let trouble = Arc::default();
        let marks: Arc<Marks> = Arc::default();
        let pen = Pen {
            path: path.clone(),
            log,
            file: None,
            anew: None,
            length: 0,
            length_anew: 0,
            sync_at: None,
            trouble: Arc::clone(&trouble),
            marks: Arc::clone(&marks),
            wake,
        };
        let writer = Self { orders: Some(orders), trouble, marks, broken: Arc::default(), path };
        let fallen = writer.fallen(pen.wake.clone());
        let its_fallen = fallen.clone();
        let work = move || {
            if catch_unwind(AssertUnwindSafe(|| pen.write_all(&inbox))).is_err() {
                its_fallen();
            }
        };
        if Builder::new().name("ecomap journal".to_owned()).spawn(work).is_err() {
            fallen();
        }
        writer
    }

    /// What is done when nobody writes any more.
    fn fallen(&self, wake: Wake) -> Wake {
        let (trouble, broken) = (Arc::clone(&self.trouble), Arc::clone(&self.broken));
        Arc::new(move || {
            *trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(BROKEN.to_owned());
            broken.store(true, Ordering::SeqCst);
            wake();
        })
    }

    /// Whether nobody writes any more: its thread broke down. What it was told is in the log of whoever told it.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether what it began with is on the disk, under its name.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.marks.is_whole.load(Ordering::Acquire)
    }

    /// Its length, bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.marks.length.load(Ordering::Relaxed)
    }

    /// Whether something was told that is too long for any frame: nothing is written until another log is given.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.marks.is_too_long.load(Ordering::Acquire)
    }

    /// Goes on with another log of the same map. What is told after that must follow from it; where it follows from what was
    /// told before, too, the old journal may go on until this one is written.
    pub fn go_on_from(&self, log: Log, old_goes_on: bool) {
        self.order(Order::Log(Box::new(log), old_goes_on));
    }

    /// Writes this down.
    pub fn write(&self, entries: Vec<Entry>) {
        self.order(Order::Entries(entries));
    }

    fn order(&self, order: Order) {
        // The thread ends only when it is told to, and then there is no writer any more.
        if let Some(orders) = &self.orders {
            let _ = orders.send(order);
        }
    }

    /// Why nothing can be written now, in words; the edits are in memory, and it is tried again.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks for everything to be on the disk.
    #[must_use]
    pub fn sync(&self) -> Answer {
        let (sender, receiver) = channel();
        self.order(Order::Sync(sender));
        Answer(receiver)
    }

    /// Writes no more.
    #[must_use]
    pub fn end(mut self, ending: Ending) -> Answer {
        self.finish(ending)
    }

    fn finish(&mut self, ending: Ending) -> Answer {
        let (sender, receiver) = channel();
        self.order(Order::End(ending, sender));
        self.orders = None;
        Answer(receiver)
    }
}

impl Drop for Writer {
    /// Nobody said what becomes of the journal: it stays, whole. The program may be about to end.
    fn drop(&mut self) {
        if self.orders.is_some() {
            let _ = self.finish(Ending::Stay).wait(LONGEST_END);
        }
    }
}

struct Pen {
    path: PathBuf,
    log: Log,
    /// None while nothing can be written.
    file: Option<Box<dyn Sheet>>,
    /// Its successor, while that is being written.
    anew: Option<Anew>,
    /// How much of it is sound, bytes.
    length: u64,
    length_anew: u64,
    sync_at: Option<Instant>,
    trouble: Arc<Mutex<Option<String>>>,
    marks: Arc<Marks>,
    wake: Wake,
}

impl Pen {
    fn write_all(mut self, inbox: &Receiver<Order>) {
        self.write_anew();
        loop {
            let order = match self.patience() {
                Some(patience) => inbox.recv_timeout(patience),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(Order::Entries(entries)) => self.take_in(entries),
                Ok(Order::Log(log, old_goes_on)) => {
                    self.log = *log;
                    self.anew = None;
                    self.marks.is_too_long.store(false, Ordering::Release);
                    if old_goes_on && self.file.is_some() {
                        self.anew = Some(Anew::begin(&self.path, self.log.entries()));
                    } else {
                        self.write_anew();
                    }
                }
                Ok(Order::Sync(answer)) => {
                    let _ = answer.send(self.settle());
                }
                Ok(Order::End(ending, answer)) => {
                    let done = self.end(&ending);
                    // Whoever waits may look for it: nobody holds it any more.
                    self.file = None;
                    let _ = answer.send(done);
                    return;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // Nobody is left to say what becomes of the file: it stays.
                Err(RecvTimeoutError::Disconnected) => {
                    self.settle();
                    return;
                }
            }
            if self.file.is_some() && self.sync_at.is_some_and(|when| when <= Instant::now()) {
                self.sync();
            }
            if self.file.is_none() {
                self.write_anew();
            } else {
                self.change_over();
            }
        }
    }

    /// How long the next order may be waited for.
    fn patience(&self) -> Option<Duration> {
        let asks = self.anew.is_some().then_some(ASK_EVERY);
        match (&self.file, self.sync_at) {
            (None, _) => Some(TRY_AGAIN_AFTER),
            (Some(_), Some(when)) => {
                let until = when.saturating_duration_since(Instant::now());
                Some(asks.map_or(until, |asks| asks.min(until)))
            }
            (Some(_), None) => asks,
        }
    }

    fn take_in(&mut self, entries: Vec<Entry>) {
        let (mut bytes, mut is_too_long) = (Vec::new(), false);
        for entry in entries {
            let payload = entry.payload();
            let fits = self.log.take_in(entry).is_ok();
            debug_assert!(fits, "what is told follows from what was told before");
            is_too_long |= fits && !frame::append(&mut bytes, &payload);
        }
        if is_too_long {
            self.is_too_long();
            return;
        }
        let Some(file) = &mut self.file else { return };
        if let Err(error) = file.write(&bytes) {
            // Half a frame may be there: what comes after it would never be read.
            let _ = file.cut(self.length);
            self.failed(&error);
            return;
        }
        self.length += bytes.len() as u64;
        self.marks.length.store(self.length, Ordering::Relaxed);
        self.sync_at.get_or_insert_with(|| Instant::now() + SYNC_AFTER);
        if let Some(anew) = &mut self.anew {
            anew.goes_on(&bytes);
        }
        self.keep_short();
    }

    /// A journal that has grown is written anew: on a thread, for what is done meanwhile must be on the disk within a
    /// second, too.
    fn keep_short(&mut self) {
        if self.anew.is_none() && self.length > SMALL.max(GROWN * self.length_anew) {
            self.anew = Some(Anew::begin(&self.path, self.log.entries()));
        }
    }

    /// Everything is on the disk; whether it is.
    fn settle(&mut self) -> bool {
        if self.sync_at.is_some() {
            self.sync();
        }
        if self.file.is_none() {
            self.write_anew();
        }
        self.file.is_some()
    }

    fn sync(&mut self) {
        self.sync_at = None;
        if let Some(error) = self.file.as_mut().and_then(|file| file.sync().err()) {
            self.failed(&error);
        }
    }

    /// Writes the whole journal beside itself and lets it take its own place: no moment without a whole one.
    fn write_anew(&mut self) {
        self.anew = None;
        // Whoever told it has been told, and has another log to give.
        if self.marks.is_too_long.load(Ordering::Acquire) {
            return;
        }
        let Some(bytes) = whole_bytes_of(&self.log.entries()) else {
            self.is_too_long();
            return;
        };
        match write_beside(&self.path, &bytes) {
            Ok(written) => self.go_on_with(written),
            Err(Unwritten::Before(error) | Unwritten::Unsure(error)) => self.failed(&error),
        }
    }

    /// Goes on with the journal that a thread has written, if it is done.
    fn change_over(&mut self) {
        let Some(ended) = self.anew.as_ref().and_then(|anew| anew.ended(&self.path)) else { return };
        self.anew = None;
        match ended {
            Ok(written) => {
                self.go_on_with(written);
                // Much may have been told while it was written.
                self.keep_short();
            }
            // The old one is as good as before; it only grows on.
            Err(Unwritten::Before(_)) => self.length_anew = self.length,
            // Which of them has the name is not sure.
            Err(Unwritten::Unsure(error)) => {
                self.failed(&error);
                self.write_anew();
            }
        }
    }

    /// Something is longer than any frame. What is in the file stays; nothing that follows from this can.
    fn is_too_long(&mut self) {
        self.marks.is_too_long.store(true, Ordering::Release);
        self.failed(&too_long());
    }

    fn go_on_with(&mut self, written: Written) {
        let Written { sheet, length, anew } = written;
        self.file = Some(sheet);
        (self.length, self.length_anew) = (length, anew);
        self.sync_at = None;
        self.marks.is_whole.store(true, Ordering::Release);
        self.marks.length.store(length, Ordering::Relaxed);
        self.tell(None);
    }

    fn end(&mut self, ending: &Ending) -> bool {
        self.anew = None;
        match ending {
            Ending::Stay => self.settle(),
            Ending::Vanish => {
                self.file = None;
                disk().remove(&self.path).is_ok()
            }
            Ending::Become(path) => {
                // Written anew, for the last time: what was tried and taken back again need not be kept for years.
                let bytes = whole_bytes_of(&self.log.entries());
                let is_there = bytes.is_some_and(|bytes| write_beside(path, &bytes).is_ok());
                (is_there && disk().remove(&self.path).is_ok()) || self.settle()
            }
        }
    }

    fn failed(&mut self, error: &io::Error) {
        self.file = None;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        self.tell(Some(format!("{}: {}", folder.display(), in_words(error))));
    }

    fn tell(&self, trouble: Option<String>) {
        let mut told = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != trouble {
            *told = trouble;
            drop(told);
            (self.wake)();
        }
    }
}

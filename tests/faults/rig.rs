//! A hand that does what it is told for real, writes down each step, and refuses the one it is asked to.
//! Must not know who writes.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
    time::Instant,
};

use ecomap::file::disk::{self, Disk, Real, Sheet};

/// What a disk may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No space left; half of what was to be written is.
    Full,
    /// Input/output error.
    Failing,
    /// Permission taken away.
    Denied,
    /// The disk was mounted anew, for reading only.
    ReadOnly,
}

pub const FAULTS: [Fault; 4] = [Fault::Full, Fault::Failing, Fault::Denied, Fault::ReadOnly];

impl Fault {
    fn error(self) -> io::Error {
        // As Linux numbers them.
        io::Error::from_raw_os_error(match self {
            Self::Full => 28,
            Self::Failing => 5,
            Self::Denied => 13,
            Self::ReadOnly => 30,
        })
    }
}

/// Which step is refused, counted from 0; only it, or all from there on.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub at: usize,
    pub fault: Fault,
    pub lasts: bool,
}

/// A step that was done, on files by the number of their making.
#[derive(Clone, Debug)]
pub enum Act {
    Folder(PathBuf),
    Create(PathBuf, usize),
    Write(usize, Vec<u8>),
    Cut(usize, u64),
    Sync(usize),
    /// Nobody knows what of it is on the disk, and a later sync does not help.
    NotSynced(usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncFolder(PathBuf),
}

/// What happens below one folder.
#[derive(Default)]
pub struct Stage {
    acts: Mutex<Vec<(Instant, Act)>>,
    plan: Mutex<Option<Plan>>,
    count: Mutex<usize>,
}

impl Stage {
    /// From now on, below this folder.
    pub fn begin(folder: &Path, plan: Option<Plan>) -> Arc<Self> {
        let stage = Arc::new(Self { plan: Mutex::new(plan), ..Self::default() });
        rig().stages.lock().unwrap().push((folder.to_owned(), Arc::clone(&stage)));
        stage
    }

    /// The disk is well again.
    pub fn mend(&self) {
        *self.plan.lock().unwrap() = None;
    }

    pub fn acts(&self) -> Vec<(Instant, Act)> {
        self.acts.lock().unwrap().clone()
    }

    /// How many steps were asked for.
    pub fn count(&self) -> usize {
        *self.count.lock().unwrap()
    }

    fn note(&self, act: Act) {
        self.acts.lock().unwrap().push((Instant::now(), act));
    }

    fn refused(&self) -> Option<Fault> {
        let mut count = self.count.lock().unwrap();
        let now = *count;
        *count += 1;
        let plan = *self.plan.lock().unwrap();
        plan.filter(|plan| plan.at == now || (plan.lasts && now > plan.at)).map(|plan| plan.fault)
    }

    fn allow(&self) -> io::Result<()> {
        self.refused().map_or(Ok(()), |fault| Err(fault.error()))
    }
}

/// One for all tests of this program, which run at the same time: each has a folder of its own.
#[derive(Default)]
struct Rig {
    stages: Mutex<Vec<(PathBuf, Arc<Stage>)>>,
    made: Mutex<usize>,
}

struct Hand;

fn rig() -> &'static Rig {
    static RIG: OnceLock<Rig> = OnceLock::new();
    RIG.get_or_init(|| {
        assert!(disk::put_in_place(Arc::new(Hand)), "nothing was written before");
        Rig::default()
    })
}

impl Rig {
    /// The last that began there: a folder may have several, one after the other.
    fn stage(&self, path: &Path) -> Option<Arc<Stage>> {
        let stages = self.stages.lock().unwrap();
        let found = stages.iter().rev().find(|(folder, _)| path.starts_with(folder));
        found.map(|(_, stage)| Arc::clone(stage))
    }

    fn number(&self) -> usize {
        let mut made = self.made.lock().unwrap();
        *made += 1;
        *made
    }
}

fn done(path: &Path, act: Act, really: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let stage = rig().stage(path);
    stage.as_ref().map_or(Ok(()), |stage| stage.allow())?;
    really()?;
    if let Some(stage) = stage {
        stage.note(act);
    }
    Ok(())
}

fn made(path: &Path, really: impl FnOnce() -> io::Result<Box<dyn Sheet>>) -> io::Result<Box<dyn Sheet>> {
    let Some(stage) = rig().stage(path) else { return really() };
    stage.allow()?;
    let sheet = really()?;
    let number = rig().number();
    stage.note(Act::Create(path.to_owned(), number));
    Ok(Box::new(Watched { sheet, number, stage }))
}

impl Disk for Hand {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        done(folder, Act::Folder(folder.to_owned()), || Real.create_folder(folder))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        made(path, || Real.create_new(path))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        made(path, || Real.create(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        done(to, Act::Rename(from.to_owned(), to.to_owned()), || Real.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        done(path, Act::Remove(path.to_owned()), || Real.remove(path))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        done(folder, Act::Remove(folder.to_owned()), || Real.remove_folder(folder))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        done(folder, Act::SyncFolder(folder.to_owned()), || Real.sync_folder(folder))
    }
}

struct Watched {
    sheet: Box<dyn Sheet>,
    number: usize,
    stage: Arc<Stage>,
}

impl Sheet for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (written, result) = match self.stage.refused() {
            None => (bytes, Ok(())),
            Some(fault @ Fault::Full) => (&bytes[..bytes.len() / 2], Err(fault.error())),
            Some(fault) => (&bytes[..0], Err(fault.error())),
        };
        self.sheet.write(written)?;
        self.stage.note(Act::Write(self.number, written.to_vec()));
        result
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.stage.allow()?;
        self.sheet.cut(length)?;
        self.stage.note(Act::Cut(self.number, length));
        Ok(())
    }

    /// For real it would only take time: what was synced is known from what was written down.
    fn sync(&mut self) -> io::Result<()> {
        let refused = self.stage.allow();
        self.stage.note(if refused.is_ok() { Act::Sync(self.number) } else { Act::NotSynced(self.number) });
        refused
    }

    fn file(&self) -> &File {
        self.sheet.file()
    }
}

//! A disk that takes its time: each write reaches the file in pieces, with a pause between them, and there is one before
//! a file gets its name. What is written is the same; who is killed is more often within it. Must not know who writes.

use std::{
    fs::File,
    io,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use ecomap::file::disk::{self, Disk, Real, Sheet};

use crate::common::dice::Dice;

/// No piece is awaited longer, microseconds.
const LONGEST_PAUSE: usize = 300;

struct Slow(Arc<Mutex<Dice>>);

/// Puts it in the place of the system's.
pub fn put_in_place(seed: u64) {
    assert!(disk::put_in_place(Arc::new(Slow(Arc::new(Mutex::new(Dice::new(seed)))))));
}

fn pause(dice: &Mutex<Dice>) {
    let pause = dice.lock().unwrap().below(LONGEST_PAUSE);
    std::thread::sleep(Duration::from_micros(pause as u64));
}

impl Slow {
    fn sheet(&self, sheet: Box<dyn Sheet>) -> Box<dyn Sheet> {
        Box::new(Pieces { sheet, dice: Arc::clone(&self.0) })
    }
}

impl Disk for Slow {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        Real.create_folder(folder)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        Real.create_new(path).map(|sheet| self.sheet(sheet))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Sheet>> {
        Real.create(path).map(|sheet| self.sheet(sheet))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        pause(&self.0);
        Real.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        pause(&self.0);
        Real.remove(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        Real.remove_folder(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Real.sync_folder(folder)
    }
}

struct Pieces {
    sheet: Box<dyn Sheet>,
    dice: Arc<Mutex<Dice>>,
}

impl Sheet for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let cut = self.dice.lock().unwrap().below(bytes.len());
        let (one, other) = bytes.split_at(cut);
        let middle = other.len() / 2;
        for piece in [one, &other[..middle], &other[middle..]] {
            self.sheet.write(piece)?;
            pause(&self.dice);
        }
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.sheet.cut(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sheet.sync()
    }

    fn file(&self) -> &File {
        self.sheet.file()
    }
}

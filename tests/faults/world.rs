//! What may be on a disk after its power failed: what was synced, and of the rest any part, in any order, cut anywhere.
//! Stricter than disks are: names of one folder may change in any order too. Must not know what the files are for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::{common::dice::Dice, rig::Act};

/// So many images are drawn by chance for each cut.
const BY_CHANCE: usize = 4;

/// Files by path; folders have no bytes.
pub type Image = BTreeMap<PathBuf, Option<Vec<u8>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Folder,
    File(usize),
}

/// Changes of names that happen together.
struct Renaming {
    folder: PathBuf,
    sets: Vec<(PathBuf, Option<Entry>)>,
}

#[derive(Default)]
struct Node {
    synced: Vec<u8>,
    pending: Vec<Pending>,
    length: usize,
}

/// Something that may be on the disk or not.
struct Pending {
    at: usize,
    /// None: the file was cut there.
    bytes: Option<Vec<u8>>,
    /// A sync failed since: no later one helps.
    is_doubtful: bool,
}

/// Names and contents, synced and not.
pub struct World {
    names: BTreeMap<PathBuf, Entry>,
    renamings: Vec<Renaming>,
    nodes: BTreeMap<usize, Node>,
    /// What is there now, synced or not.
    now: BTreeMap<PathBuf, Entry>,
}

/// What of the unsynced reached the disk.
enum Luck<'d> {
    All,
    None,
    /// Names, and nothing of what is in the files.
    Names,
    /// What is in the files, and no names.
    Contents,
    /// All names but the one of this number.
    But(usize),
    /// Of names only the one of this number.
    Only(usize),
    Chance(&'d mut Dice),
}

impl World {
    /// A folder as it is, all of it synced.
    pub fn of(folder: &Path) -> Self {
        let mut world = Self {
            names: BTreeMap::new(),
            renamings: Vec::new(),
            nodes: BTreeMap::new(),
            now: BTreeMap::new(),
        };
        for (number, (path, bytes)) in image_of(folder).into_iter().enumerate() {
            let entry = match bytes {
                None => Entry::Folder,
                Some(bytes) => {
                    // Files that are made later have numbers of their own.
                    let number = usize::MAX - number;
                    let length = bytes.len();
                    world.nodes.insert(number, Node { synced: bytes, pending: Vec::new(), length });
                    Entry::File(number)
                }
            };
            world.names.insert(path, entry);
        }
        world.now = world.names.clone();
        world
    }

    pub fn act(&mut self, act: &Act) {
        match act {
            Act::Folder(path) => self.set(path, vec![(path.clone(), Some(Entry::Folder))]),
            Act::Create(path, number) => {
                self.nodes.insert(*number, Node::default());
                self.set(path, vec![(path.clone(), Some(Entry::File(*number)))]);
            }
            Act::Write(number, bytes) => {
                let node = self.nodes.get_mut(number).unwrap();
                node.pending.push(Pending {
                    at: node.length,
                    bytes: Some(bytes.clone()),
                    is_doubtful: false,
                });
                node.length += bytes.len();
            }
            Act::Cut(number, length) => {
                let node = self.nodes.get_mut(number).unwrap();
                node.length = usize::try_from(*length).unwrap();
                node.pending.push(Pending { at: node.length, bytes: None, is_doubtful: false });
            }
            Act::Sync(number) => {
                let node = self.nodes.get_mut(number).unwrap();
                let (doubtful, synced): (Vec<_>, Vec<_>) =
                    std::mem::take(&mut node.pending).into_iter().partition(|it| it.is_doubtful);
                node.pending = doubtful;
                for Pending { at, bytes, .. } in synced {
                    put(&mut node.synced, at, bytes.as_deref());
                }
            }
            Act::NotSynced(number) => {
                let node = self.nodes.get_mut(number).unwrap();
                node.pending.iter_mut().for_each(|it| it.is_doubtful = true);
            }
            Act::Rename(from, to) => {
                let entry = self.now.get(from).copied();
                self.set(to, vec![(from.clone(), None), (to.clone(), entry)]);
            }
            Act::Remove(path) => self.set(path, vec![(path.clone(), None)]),
            Act::SyncFolder(folder) => {
                let (synced, rest): (Vec<_>, Vec<_>) =
                    std::mem::take(&mut self.renamings).into_iter().partition(|it| it.folder == *folder);
                self.renamings = rest;
                synced.into_iter().for_each(|renaming| apply(&mut self.names, &renaming));
            }
        }
    }

    fn set(&mut self, path: &Path, sets: Vec<(PathBuf, Option<Entry>)>) {
        let renaming = Renaming { folder: path.parent().unwrap().to_owned(), sets };
        apply(&mut self.now, &renaming);
        self.renamings.push(renaming);
    }

    /// What may be there when the power fails now, each once.
    pub fn images(&self, dice: &mut Dice) -> Vec<Image> {
        let mut lucks = vec![Luck::All, Luck::None, Luck::Names, Luck::Contents];
        let number = self.renamings.len();
        lucks.extend((0..number).map(Luck::But));
        lucks.extend((0..number).map(Luck::Only));
        let mut images: Vec<Image> = lucks.into_iter().map(|luck| self.image(luck)).collect();
        let is_settled = self.renamings.is_empty() && self.nodes.values().all(|node| node.pending.is_empty());
        if !is_settled {
            images.extend((0..BY_CHANCE).map(|_| self.image(Luck::Chance(dice))));
        }
        let mut seen = BTreeSet::new();
        images.retain(|image| {
            let mut hasher = DefaultHasher::new();
            image.hash(&mut hasher);
            seen.insert(hasher.finish())
        });
        images
    }

    fn image(&self, mut luck: Luck<'_>) -> Image {
        let mut names = self.names.clone();
        for (number, renaming) in self.renamings.iter().enumerate() {
            let is_there = match &mut luck {
                Luck::All | Luck::Names => true,
                Luck::None | Luck::Contents => false,
                Luck::But(other) => *other != number,
                Luck::Only(other) => *other == number,
                Luck::Chance(dice) => dice.coin(),
            };
            if is_there {
                apply(&mut names, renaming);
            }
        }
        let folders: BTreeSet<PathBuf> = names
            .iter()
            .filter(|(_, entry)| **entry == Entry::Folder)
            .map(|(path, _)| path.clone())
            .collect();
        let known = |path: &Path| self.now.contains_key(path) || self.names.contains_key(path);
        // What lies in a folder that is not there is not there.
        names
            .retain(|path, _| path.ancestors().skip(1).all(|above| folders.contains(above) || !known(above)));
        let mut contents: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for entry in names.values() {
            if let Entry::File(number) = entry {
                contents.entry(*number).or_insert_with(|| self.nodes[number].left(&mut luck));
            }
        }
        let bytes = |entry: Entry| match entry {
            Entry::Folder => None,
            Entry::File(number) => Some(contents[&number].clone()),
        };
        names.into_iter().map(|(path, entry)| (path, bytes(entry))).collect()
    }
}

impl Node {
    fn left(&self, luck: &mut Luck<'_>) -> Vec<u8> {
        let mut left = self.synced.clone();
        let all = match luck {
            Luck::All | Luck::Contents | Luck::But(_) => true,
            Luck::None | Luck::Names | Luck::Only(_) => false,
            Luck::Chance(dice) => {
                for Pending { at, bytes, .. } in &self.pending {
                    by_chance(&mut left, *at, bytes.as_deref(), dice);
                }
                return left;
            }
        };
        if all {
            for Pending { at, bytes, .. } in &self.pending {
                put(&mut left, *at, bytes.as_deref());
            }
        }
        left
    }
}

/// A write reaches the disk, or not, or its beginning, or its length with nothing or half of it in it.
fn by_chance(left: &mut Vec<u8>, at: usize, bytes: Option<&[u8]>, dice: &mut Dice) {
    let Some(bytes) = bytes else {
        if dice.coin() {
            put(left, at, None);
        }
        return;
    };
    let cut = dice.below(bytes.len() + 1);
    match dice.below(5) {
        0 => {}
        1 => put(left, at, Some(bytes)),
        2 => put(left, at, Some(&bytes[..cut])),
        3 => put(left, at, Some(&vec![0; bytes.len()])),
        _ => put(left, at, Some(&[&vec![0; cut], &bytes[cut..]].concat())),
    }
}

fn put(into: &mut Vec<u8>, at: usize, bytes: Option<&[u8]>) {
    match bytes {
        None => into.truncate(at),
        Some(bytes) => {
            if into.len() < at + bytes.len() {
                into.resize(at + bytes.len(), 0);
            }
            into[at..at + bytes.len()].copy_from_slice(bytes);
        }
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Entry>, renaming: &Renaming) {
    for (path, entry) in &renaming.sets {
        match entry {
            Some(entry) => drop(names.insert(path.clone(), *entry)),
            None => drop(names.remove(path)),
        }
    }
}

/// A folder with all that is in it.
pub fn image_of(folder: &Path) -> Image {
    let mut image = Image::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            image.extend(image_of(&path));
            image.insert(path, None);
        } else {
            let bytes = fs::read(&path).unwrap();
            image.insert(path, Some(bytes));
        }
    }
    image
}

/// Makes a folder hold this and nothing else.
pub fn lay(image: &Image, folder: &Path) {
    for path in image_of(folder).keys().rev().filter(|path| image.get(*path).is_none_or(Option::is_some)) {
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    for (path, bytes) in image {
        match bytes {
            None if path.is_dir() => {}
            None => fs::create_dir(path).unwrap(),
            Some(bytes) => fs::write(path, bytes).unwrap(),
        }
    }
}

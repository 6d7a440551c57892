//! Real disks and real rights: full, too short for a file, for reading only, another's folder, a name that is taken. The
//! program itself runs there. What needs rights that this machine does not give is said to be skipped.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{
    terminal::{COMMANDS, Written, prepare},
    words::are_words,
};

/// Something real that is in the way.
struct Trouble {
    name: &'static str,
    /// Puts it in the way of a command's file; none where that is not possible here.
    begin: fn(&Path, &Path) -> Option<Way>,
}

/// How to run the program, and what to do afterwards.
#[derive(Default)]
struct Way {
    before: Vec<String>,
    after: Option<Box<dyn FnOnce()>>,
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn mounted(folder: &Path, options: &str) -> Option<Way> {
    let place = text(folder);
    if !succeeds("mount", &["-t", "tmpfs", "-o", options, "tmpfs", &place]) {
        return None;
    }
    let after: Box<dyn FnOnce()> = Box::new(move || assert!(succeeds("umount", &[&place])));
    Some(Way { after: Some(after), ..Way::default() })
}

const TROUBLES: &[Trouble] = &[
    Trouble {
        name: "a full disk",
        begin: |folder, _| {
            let way = mounted(folder, "size=256k")?;
            prepare(folder);
            let mut filler = fs::File::create(folder.join("filler")).unwrap();
            while std::io::Write::write_all(&mut filler, &[0; 512]).is_ok() {}
            Some(way)
        },
    },
    Trouble {
        name: "a disk mounted anew for reading only",
        begin: |folder, _| {
            let way = mounted(folder, "size=4m")?;
            prepare(folder);
            assert!(succeeds("mount", &["-o", "remount,ro", &text(folder)]));
            Some(way)
        },
    },
    Trouble {
        name: "a file that may not be so long: a part is written",
        begin: |folder, _| {
            prepare(folder);
            // 512 or 1024 bytes, as the shell counts. Without the signal the write itself fails.
            let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
            let can = cfg!(unix) && succeeds("sh", &["-c", "trap '' XFSZ; ulimit -f 1"]);
            can.then(|| Way { before: ["sh", "-c", script].map(String::from).to_vec(), after: None })
        },
    },
    Trouble {
        name: "another's folder",
        begin: |folder, _| {
            prepare(folder);
            let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
            let program = env!("CARGO_BIN_EXE_ecomap");
            let asked: Vec<&str> = nobody.iter().copied().chain([program, "--version"]).collect();
            let before: Vec<String> =
                ["setpriv"].iter().chain(&nobody).map(|word| (*word).to_owned()).collect();
            open_for_all(folder);
            succeeds("setpriv", &asked).then_some(Way { before, after: None })
        },
    },
    Trouble {
        name: "a file that may not be changed",
        begin: |folder, target| {
            prepare(folder);
            let target = text(target);
            if !succeeds("chattr", &["+i", &target]) {
                return None;
            }
            let after: Box<dyn FnOnce()> = Box::new(move || assert!(succeeds("chattr", &["-i", &target])));
            Some(Way { after: Some(after), ..Way::default() })
        },
    },
    Trouble {
        name: "a folder where the file should be",
        begin: |folder, target| {
            prepare(folder);
            let _ = fs::remove_file(target);
            fs::create_dir(target).unwrap();
            fs::write(target.join("within"), "something").unwrap();
            Some(Way::default())
        },
    },
];

/// Everybody may go there and read.
fn open_for_all(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn run(way: &Way, folder: &Path, command: &Written) -> Output {
    let program = env!("CARGO_BIN_EXE_ecomap").to_owned();
    let at = |argument: &&str| match argument.contains('.') || *argument == "tables" {
        true => text(&folder.join(argument)),
        false => (*argument).to_owned(),
    };
    let mut words = way.before.iter().cloned().chain([program]).chain(command.arguments.iter().map(at));
    Command::new(words.next().unwrap()).args(words).env("RUST_BACKTRACE", "0").output().unwrap()
}

/// What is in the file, or that a folder is there.
fn state(target: &Path) -> Option<Vec<u8>> {
    fs::read(target).ok()
}

#[test]
fn without_trouble_each_command_writes() {
    for command in COMMANDS {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let before = state(&folder.path().join(command.target));
        let output = run(&Way::default(), folder.path(), command);
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{:?}: {words}", command.arguments);
        assert!(state(&folder.path().join(command.target)) != before, "{:?}", command.arguments);
    }
}

#[test]
fn real_troubles_leave_what_was_there_and_are_told_in_words() {
    for trouble in TROUBLES {
        let (mut told, mut skipped) = (0, 0);
        for command in COMMANDS {
            // `merge` reads its target: nothing can be merged with a folder.
            if command.arguments[0] == "merge" && trouble.name.starts_with("a folder") {
                continue;
            }
            let around = tempfile::tempdir().unwrap();
            open_for_all(around.path());
            let folder: PathBuf = around.path().join("maps");
            fs::create_dir(&folder).unwrap();
            let target = folder.join(command.target);
            let Some(mut way) = (trouble.begin)(&folder, &target) else {
                skipped += 1;
                continue;
            };
            let what = format!("{}: {}", trouble.name, command.arguments.join(" "));
            let (before, names) = (state(&target), names_in(&folder));
            let output = run(&way, &folder, command);
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            let after = (state(&target), names_in(&folder));
            if let Some(end) = way.after.take() {
                end();
            }
            assert_eq!(
                output.status.code(),
                Some(if command.arguments[0] == "merge" { 129 } else { 1 }),
                "{what}: {words}"
            );
            are_words(words.trim(), &folder.display().to_string(), &what);
            assert!(after.0 == before, "{what}: the old file is not there");
            assert_eq!(after.1, names, "{what}: something is left beside it");
            told += 1;
        }
        match skipped {
            0 => println!("{}: {told} commands told it and left the old file", trouble.name),
            _ => println!("{}: skipped, this machine does not allow it", trouble.name),
        }
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "tables");
    names.sort();
    names
}

//! Each command of the terminal that writes, with each of its steps on the disk refused in each way: exit code, words, and
//! what is in the file. Must not know what is written.

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode},
};

use crate::{
    rig::{FAULTS, Plan, Stage},
    words::are_words,
    world::{image_of, lay},
};

/// A command, and the file that it writes; both from the folder in which it runs.
pub struct Written {
    pub arguments: &'static [&'static str],
    pub target: &'static str,
}

pub const COMMANDS: &[Written] = &[
    Written {
        arguments: &["render", "map.ron", "-o", "figure.svg", "--fonts", "bundled"],
        target: "figure.svg",
    },
    Written {
        arguments: &["render", "map.ron", "-o", "figure.pdf", "--fonts", "bundled"],
        target: "figure.pdf",
    },
    Written {
        arguments: &["render", "map.ron", "-o", "figure.png", "--fonts", "bundled", "--dpi", "60"],
        target: "figure.png",
    },
    Written {
        arguments: &["render", "map.ron", "-o", "page.html", "--fonts", "bundled"],
        target: "page.html",
    },
    Written { arguments: &["layout", "map.ron", "-o", "arranged.ron"], target: "arranged.ron" },
    Written { arguments: &["redact", "map.ron", "-o", "copy.ron"], target: "copy.ron" },
    Written {
        arguments: &["handout", "map.ron", "-o", "handout.pdf", "--fonts", "bundled", "--tables", "tables"],
        target: "handout.pdf",
    },
    Written { arguments: &["convert", "map.ron", "map.graphml"], target: "map.graphml" },
    Written { arguments: &["convert", "map.ron", "map.xlsx"], target: "map.xlsx" },
    Written {
        arguments: &["merge", "map.ron", "ours.ron", "theirs.ron", "-o", "ours.ron"],
        target: "ours.ron",
    },
];

/// A map with one of everything that is written.
const MAP: &str = r#"(header: (format: "ecomap", version: "1.0"),
map: (title: "Bristol"),
organisations: [
(id: "a", name: "Watershed", sector: "third-sector", scale: "local", position: (0, 0)),
(id: "b", name: "BBC", scale: "national", position: (300, 0)),
(id: "c", name: "UWE", sector: "universities", scale: "local", position: (0, 200)),
],
flows: [(id: "f", from: "a", to: "b", kind: "funding", evidence: ["e"]), (id: "k", from: "c", to: "a", kind: "knowledge")],
notes: [(id: "n", text: "Who else?", attached_to: organisation("a"))],
evidence: [(id: "e", text: "They fund us.", quote: true)])"#;

/// The maps, and something old where the commands write.
pub fn prepare(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    put("map.ron", MAP);
    put("ours.ron", MAP);
    put("theirs.ron", &MAP.replace("Watershed", "The Watershed"));
    for name in [
        "figure.svg",
        "figure.pdf",
        "figure.png",
        "page.html",
        "arranged.ron",
        "copy.ron",
        "handout.pdf",
        "map.graphml",
        "map.xlsx",
    ] {
        put(name, "something old");
    }
}

const COMMAND: &str = "ECOMAP_FAULTS_COMMAND";
const FOLDER: &str = "ECOMAP_FAULTS_FOLDER";

#[test]
fn each_step_of_each_command_is_refused() {
    for (number, command) in COMMANDS.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let program = std::env::current_exe().unwrap();
        let done = Command::new(program)
            .args(["--exact", "terminal::child", "--ignored", "--nocapture", "--test-threads", "1"])
            .current_dir(folder.path())
            .env(COMMAND, number.to_string())
            .env(FOLDER, folder.path())
            .env("RUST_BACKTRACE", "0")
            .output()
            .unwrap();
        let (out, told) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let name = command.arguments.join(" ");
        assert!(done.status.success(), "{name}: {out}{told}");
        let mut failures = 0;
        for run in told.split("## ").skip(1) {
            let (plan, words) = run.split_once('\n').unwrap();
            let (words, end) = words.rsplit_once("%% ").unwrap();
            if end.starts_with("failed") {
                are_words(words.trim(), &folder.path().display().to_string(), &format!("{name}, {plan}"));
                failures += 1;
            }
        }
        assert!(failures > 10, "{name}: {failures} failures told");
        println!("{name}: {failures} failures told, the old file or the new one each time");
    }
}

/// Not a test: the process in which one command is run again and again. The test above starts it.
#[test]
#[ignore = "the test above starts it"]
fn child() {
    let number: usize = std::env::var(COMMAND).unwrap().parse().unwrap();
    let folder = std::path::PathBuf::from(std::env::var(FOLDER).unwrap());
    let command = &COMMANDS[number];
    prepare(&folder);
    let start = image_of(&folder);
    let target = folder.join(command.target);
    let before = fs::read(&target).unwrap();
    let run = |plan: Option<Plan>| {
        lay(&start, &folder);
        let stage = Stage::begin(&folder, plan);
        let at = |argument: &&str| match argument.contains('.') || *argument == "tables" {
            true => folder.join(argument).into_os_string(),
            false => argument.into(),
        };
        let arguments = std::iter::once("ecomap".into()).chain(command.arguments.iter().map(at));
        let code = ecomap::cli::run(arguments, |_| Err("no window here".into()));
        (is_success(code), stage.count())
    };
    let (is_done, steps) = run(None);
    assert!(is_done, "on a disk that is well");
    let whole = fs::read(&target).unwrap();
    assert!(whole != before);
    for at in 0..steps {
        for (fault, lasts) in FAULTS.into_iter().flat_map(|fault| [(fault, false), (fault, true)]) {
            let plan = Plan { at, fault, lasts };
            eprintln!("## {plan:?}");
            let (is_done, _) = run(Some(plan));
            let after = fs::read(&target).unwrap();
            eprintln!("%% {}", if is_done { "done" } else { "failed" });
            assert!(after == whole || after == before, "{plan:?}: neither the old nor the new");
            assert!(!is_done || after == whole, "{plan:?}: it is said to be done");
        }
    }
}

fn is_success(code: ExitCode) -> bool {
    format!("{code:?}") == format!("{:?}", ExitCode::SUCCESS)
}

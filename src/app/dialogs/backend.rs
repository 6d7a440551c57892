//! Whether the desktop has file dialogs: asked before one is needed, since a missing one looks like *Cancel*.
//! Must not know what a dialog is for.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::app::settings::DialogChoice;

/// Who shows file dialogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The desktop, through its portal or zenity.
    Desktop,
    /// The window itself.
    BuiltIn,
}

/// What the environment or the settings force; `None` leaves it to [`detect`].
#[must_use]
pub fn forced(choice: DialogChoice) -> Option<Backend> {
    match env::var("ECOMAP_DIALOGS").as_deref() {
        Ok("builtin") => return Some(Backend::BuiltIn),
        Ok("desktop") => return Some(Backend::Desktop),
        _ => {}
    }
    match choice {
        DialogChoice::Automatic => None,
        DialogChoice::BuiltIn => Some(Backend::BuiltIn),
        DialogChoice::Desktop => Some(Backend::Desktop),
    }
}

/// Looks for a portal and for zenity. Takes up to two seconds where the session bus does not answer: for a thread.
#[must_use]
pub fn detect() -> Backend {
    if cfg!(not(target_os = "linux")) || in_path("zenity") || has_portal() {
        Backend::Desktop
    } else {
        Backend::BuiltIn
    }
}

fn in_path(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Only a bus that is there is asked: asking for one may start one that outlives the program.
fn has_portal() -> bool {
    let named = env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let usual = env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists());
    (named || usual)
        && ["ListNames", "ListActivatableNames"]
            .iter()
            .any(|list| asked(list).is_some_and(|names| names.contains("org.freedesktop.portal.Desktop")))
}

fn asked(list: &str) -> Option<String> {
    let mut child = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--reply-timeout=900", "--dest=org.freedesktop.DBus"])
        .arg("/org/freedesktop/DBus")
        .arg(format!("org.freedesktop.DBus.{list}"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let started = Instant::now();
    while child.try_wait().ok()?.is_none() {
        if started.elapsed() > Duration::from_secs(1) {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

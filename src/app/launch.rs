//! Opens the window, or says in words why there is none and what to install; sees to it that panics and signals end
//! in order. Must not know what the window shows.

use std::{
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use eframe::egui;

use super::{
    fault::{self, Aftermath, Again, Fault},
    jobs::{self, Job},
    settings::{Folders, Settings},
    shell::{Shell, Start},
};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The display, its libraries or a graphics driver are missing.
    #[error("{}", missing(.0))]
    NoWindow(String),
    /// The display went away while the window stood.
    #[error(
        "the window was lost: {}\nEdits that were not saved were kept: the start page offers them when ecomap is started again.",
        .0.trim_end_matches('.')
    )]
    WindowLost(String),
    /// The window broke down and does not start again by itself.
    #[error("{0}")]
    Broken(String),
}

const PACKAGES: &str = "libgl1 libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0";
const PACKAGES_WAYLAND: &str = "libwayland-client0 libwayland-egl1 libxkbcommon0 libegl1 libgl1-mesa-dri";
const SMALLEST: [f32; 2] = [720.0, 480.0];
const USUAL: (f32, f32) = (1280.0, 800.0);

/// The words of the last panic and where it was.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);
/// The window stands: from then on panics are printed as usual.
static WINDOW_STANDS: AtomicBool = AtomicBool::new(false);

/// The words of the last panic, once.
fn take_panic() -> Option<String> {
    LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When there is no display, or a library that draws on it is missing; the words say which and how to get it.
pub fn run(map: Option<PathBuf>) -> Result<(), AppError> {
    remember_panics();
    fault::watch();
    fault::is_part(fault::WINDOW);
    let (again, after) = (Again::begin(), Aftermath::from_environment());
    let folders = Folders::find();
    let settings = Settings::load(folders.as_ref());
    let (width, height) = settings.window.unwrap_or(USUAL);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("ecomap")
            .with_title("ecomap")
            .with_inner_size([width, height])
            .with_min_inner_size(SMALLEST),
        ..eframe::NativeOptions::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(move |context| {
        WINDOW_STANDS.store(true, Ordering::SeqCst);
        let asked_to_end = watch_signals(&context.egui_ctx);
        let start = Start { map, folders, settings, asked_to_end, after, again: Some(again) };
        Ok(Box::new(Shell::new(&context.egui_ctx, start)))
    });
    // A missing libxkbcommon-x11 is a panic far down, not an error.
    match panic::catch_unwind(AssertUnwindSafe(|| eframe::run_native("ecomap", options, create))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if WINDOW_STANDS.load(Ordering::SeqCst) => {
            Err(AppError::WindowLost(error.to_string()))
        }
        Ok(Err(error)) => Err(AppError::NoWindow(error.to_string())),
        Err(_) if !WINDOW_STANDS.load(Ordering::SeqCst) => {
            Err(AppError::NoWindow(take_panic().unwrap_or_else(|| "a library is missing".to_owned())))
        }
        Err(payload) => Err(broken(again, &fault::take(&*payload))),
    }
}

/// Something broke down outside of what the window itself does: it is gone, and has kept its map.
fn broken(again: Again, fault: &Fault) -> AppError {
    let behind = fault::left_behind();
    let report = behind.as_ref().and_then(|behind| fault.keep(&behind.state).ok());
    if let Some(behind) = behind.as_ref().filter(|behind| behind.whole && again.is_due()) {
        // It comes back only when the system refuses.
        let _ = again.start(&Aftermath { report: report.clone(), journal: behind.journal.clone() });
    }
    let kept = match behind {
        Some(behind) if behind.whole => {
            "Nothing you did is lost: what no file has is on the start page when ecomap is started again."
        }
        _ => "What was written to the journal is offered on the start page when ecomap is started again.",
    };
    let report = match report {
        Some(path) => format!("A report of the fault, without anything of the map, is in {}", path.display()),
        None => fault.to_string(),
    };
    AppError::Broken(format!("ecomap had a fault and can't go on.\n{kept}\n{report}"))
}

/// What is missing and how to get it.
fn missing(reason: &str) -> String {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let reason = if !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)".to_owned()
    } else {
        reason.trim_end_matches('.').to_owned()
    };
    format!(
        "can't open a window: {reason}\n\
         A window needs a desktop and these packages of Debian or Ubuntu:\n  \
         sudo apt-get install {PACKAGES}\n\
         and where the desktop is a Wayland one also:\n  \
         sudo apt-get install {PACKAGES_WAYLAND}\n\
         Figures need neither: ecomap render MAP -o FIGURE.svg"
    )
}

fn remember_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let payload = info.payload();
        let words = payload
            .downcast_ref::<&str>()
            .map(|words| (*words).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "a fault without words".to_owned());
        let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
        let words = words + place.as_deref().unwrap_or_default();
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
        if WINDOW_STANDS.load(Ordering::SeqCst) {
            usual(info);
        }
    }));
}

/// SIGTERM and its like ask the window to close; a second one does not wait for it.
#[cfg(unix)]
fn watch_signals(ctx: &egui::Context) -> Arc<AtomicBool> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let asked = Arc::new(AtomicBool::new(false));
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP]) {
        let (asked, its_ctx) = (Arc::clone(&asked), ctx.clone());
        jobs::spawn(ctx, Job::Signals, move || {
            for signal in signals.forever() {
                if asked.swap(true, Ordering::SeqCst) {
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
                its_ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                its_ctx.request_repaint();
            }
        });
    }
    asked
}

#[cfg(not(unix))]
fn watch_signals(_ctx: &egui::Context) -> Arc<AtomicBool> {
    Arc::default()
}

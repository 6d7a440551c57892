//! The desktop's own dialog, waited for on a thread of its own: in the window's thread it would stop painting, closing
//! and saving. Must not know what is done with the answer.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, TryRecvError, channel},
    time::{Duration, Instant},
};

use eframe::egui;

use super::Request;
use crate::app::jobs::{self, Job};

/// Nobody can cancel so fast: no dialog was shown.
const TOO_FAST: Duration = Duration::from_millis(250);

/// A dialog that was asked for.
pub(super) struct Pending {
    receiver: Receiver<(Option<PathBuf>, Duration)>,
}

/// How it stands with it.
pub(super) enum State {
    /// Still on the screen.
    Open,
    /// The desktop showed none.
    Missing,
    /// The user's answer.
    Answered(Option<PathBuf>),
}

impl Pending {
    pub(super) fn open(request: &Request, ctx: &egui::Context, frame: &eframe::Frame) -> Self {
        let purpose = request.purpose;
        let mut dialog = rfd::AsyncFileDialog::new()
            .set_parent(frame)
            .set_title(purpose.title())
            .add_filter(purpose.files(), purpose.extensions());
        if !purpose.writes() {
            dialog = dialog.add_filter("All files", &["*"]);
        }
        if let Some(folder) = &request.folder {
            dialog = dialog.set_directory(folder);
        }
        let (sender, receiver) = channel();
        let its_ctx = ctx.clone();
        let name = request.name.clone();
        // The dialog is built here and waited for there: some systems build windows in the main thread only.
        let wait = move |path: Option<rfd::FileHandle>, started: Instant| {
            let _ = sender.send((path.map(|file| file.path().to_owned()), started.elapsed()));
            its_ctx.request_repaint();
        };
        if purpose.writes() {
            let answer = dialog.set_file_name(name).save_file();
            jobs::spawn(ctx, Job::Dialog, move || {
                let started = Instant::now();
                wait(pollster::block_on(answer), started);
            });
        } else {
            let answer = dialog.pick_file();
            jobs::spawn(ctx, Job::Dialog, move || {
                let started = Instant::now();
                wait(pollster::block_on(answer), started);
            });
        }
        Self { receiver }
    }

    pub(super) fn poll(&self) -> State {
        match self.receiver.try_recv() {
            Ok((None, took)) if took < TOO_FAST => State::Missing,
            Ok((path, _)) => State::Answered(path),
            Err(TryRecvError::Empty) => State::Open,
            Err(TryRecvError::Disconnected) => State::Missing,
        }
    }
}

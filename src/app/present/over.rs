//! The plates over a presented map: caption, who is in focus, step, keys, notes. Sized by the picture's height, so
//! that they are read from across a room. Must not know what a key does.

use eframe::egui::{self, Align2, CornerRadius, Margin, Rect, vec2};

use super::{HINT, Presenting, focus, spot, story};
use crate::{
    app::{
        PanelContext,
        canvas::{Canvas, Projection},
        chrome::parts::words_ui,
        theme::{self, Theme},
    },
    model,
    scene::Scene,
};

/// The keys, in two lines of what matters most.
const KEYS: [&str; 2] = [
    "PageDown next  ·  PageUp back  ·  Z whole map  ·  Esc ends",
    "L spot  ·  D dim  ·  B black  ·  N notes  ·  Tab next organisation",
];

/// Size of a caption, a part of the picture's height.
const CAPTION: f32 = 0.038;
/// Its width, a part of the picture's.
const CAPTION_WIDTH: f32 = 0.66;

/// What a caption takes of the picture's foot, points; nothing for none.
pub(super) fn caption_height(caption: &str, picture: Rect) -> f32 {
    if caption.is_empty() {
        return 0.0;
    }
    // Half its size is what a letter takes on average.
    let in_line = picture.width() * CAPTION_WIDTH / (picture.height() * CAPTION * 0.52);
    let lines = (caption.chars().count() as f32 / in_line).ceil().clamp(1.0, 4.0);
    picture.height() * (0.05 + 1.25 * CAPTION * lines)
}

/// How far plates stay from the edge of the picture, points.
pub(super) fn edge(picture: Rect) -> f32 {
    (picture.height() * 0.02).max(16.0)
}

/// Shows all plates that have something to say.
pub(super) fn plates_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    present: &mut Presenting,
    canvas: &Canvas,
    place: Rect,
) {
    let theme = context.theme;
    if present.plan.stops.len() > 1 {
        ground_ui(ctx, context, present, place);
    }
    overview_ui(ctx, theme, present, canvas, place);
    foot_ui(ctx, context, present, canvas, place);
    counter_ui(ctx, theme, present, place);
    if present.notes {
        notes_ui(ctx, theme, present, place);
    }
    hint_ui(ctx, theme, present, place);
}

/// The foot of a part, in the colour of the page: what stands there belongs to another part, and would be half covered.
fn ground_ui(ctx: &egui::Context, context: &PanelContext<'_>, present: &Presenting, place: Rect) {
    let caption = caption_height(&present.current().caption, place);
    let foot = place.with_min_y(place.bottom() - story::foot_of_part(place.height(), caption));
    let layer = egui::LayerId::new(egui::Order::Middle, "foot of the part".into());
    ctx.layer_painter(layer).rect_filled(foot, 0, theme::colour(context.look.page()));
}

fn plate(theme: &Theme, place: Rect) -> egui::Frame {
    let air = (place.height() * 0.014).clamp(6.0, 60.0) as i8;
    egui::Frame::new()
        .fill(theme.surface)
        .stroke(theme.hairline_stroke())
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::symmetric(air.saturating_mul(2), air))
}

fn area(name: &'static str, pivot: Align2, at: egui::Pos2) -> egui::Area {
    egui::Area::new(name.into()).order(egui::Order::Foreground).interactable(false).pivot(pivot).fixed_pos(at)
}

/// Who is in focus, or the caption of the step, at the foot.
fn foot_ui(
    ctx: &egui::Context,
    context: &PanelContext<'_>,
    present: &Presenting,
    canvas: &Canvas,
    place: Rect,
) {
    let theme = context.theme;
    let height = place.height();
    let document = context.session.document();
    let focused = focus(context.session);
    let spoken = focused.as_ref().and_then(|id| {
        let name = document.organisation(id)?.name.clone();
        Some((name, canvas.spoken(document, id)?))
    });
    // A title is said once, on the first picture of the story.
    let first_only = document.views().is_empty() && present.at() != (0, 0);
    let caption = &present.current().caption;
    if spoken.is_none() && (caption.is_empty() || first_only) {
        return;
    }
    let at = place.center_bottom() - vec2(0.0, height * 0.025);
    area("caption", Align2::CENTER_BOTTOM, at).show(ctx, |ui| {
        plate(theme, place).show(ui, |ui| {
            ui.set_max_width(place.width() * CAPTION_WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            match spoken {
                Some((name, said)) => {
                    words_ui(ui, &name, theme::bold(height * 0.036), theme.ink);
                    words_ui(ui, &said, theme::regular(height * 0.03), theme.muted);
                }
                None => {
                    words_ui(ui, caption, theme::medium(height * CAPTION), theme.ink);
                }
            }
        });
    });
}

/// Which step, and what it does not show.
fn counter_ui(ctx: &egui::Context, theme: &Theme, present: &Presenting, place: Rect) {
    let (step, stop) = present.at();
    let stops = present.plan.stops.len();
    let words = if present.typed.is_empty() {
        let many = present.steps.len() > 1;
        let steps = if many { format!("{} / {}", step + 1, present.steps.len()) } else { String::new() };
        let parts = if stops > 1 { format!("part {} of {stops}", stop + 1) } else { String::new() };
        let both = [steps, parts];
        both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ·  ")
    } else {
        format!("Step {}, then Enter", present.typed)
    };
    let counts = present.counts();
    let hidden = if counts.any() { counts.words() } else { String::new() };
    // The caption is in the middle of the foot, the small map at its right.
    let at = place.left_bottom() + vec2(edge(place), -edge(place));
    let lines: Vec<&String> = [&hidden, &words].into_iter().filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return;
    }
    area("step", Align2::LEFT_BOTTOM, at).show(ctx, |ui| {
        plate(theme, place).inner_margin(Margin::symmetric(10, 5)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            for line in lines {
                words_ui(ui, line, theme::medium(place.height() * 0.022), theme.muted);
            }
        });
    });
}

fn notes_ui(ctx: &egui::Context, theme: &Theme, present: &Presenting, place: Rect) {
    let notes = present.current().view.speaker_notes.trim();
    let words = if notes.is_empty() { "No speaker notes for this step" } else { notes };
    let edge = place.height() * 0.025;
    let at = place.left_top() + vec2(edge, edge);
    area("speaker notes", Align2::LEFT_TOP, at).show(ctx, |ui| {
        plate(theme, place).show(ui, |ui| {
            ui.set_max_width(place.width() * 0.26);
            words_ui(ui, words, theme::regular(place.height() * 0.022), theme.ink);
        });
    });
}

/// The keys, for three seconds. Asks for one frame, when they are to go.
fn hint_ui(ctx: &egui::Context, theme: &Theme, present: &mut Presenting, place: Rect) {
    let now = ctx.input(|input| input.time);
    let until = *present.hint_until.get_or_insert(now + HINT);
    if now >= until {
        return;
    }
    ctx.request_repaint_after(std::time::Duration::from_secs_f64(until - now));
    let size = place.height() * 0.03;
    let at = place.center_top() + vec2(0.0, place.height() * 0.03);
    area("keys", Align2::CENTER_TOP, at).show(ctx, |ui| {
        plate(theme, place).show(ui, |ui| {
            ui.set_max_width(place.width() * 0.8);
            for line in KEYS {
                words_ui(ui, line, theme::medium(size), theme.ink);
            }
        });
    });
}

fn whole_is_seen(scene: &Scene, seen: model::Rect) -> bool {
    scene.nodes.iter().all(|node| seen.contains_rect(node.rect))
}

/// A small map while not all of the step is in the picture.
fn overview_ui(ctx: &egui::Context, theme: &Theme, present: &Presenting, canvas: &Canvas, place: Rect) {
    let (Some(frame), Some(scene), Some(viewport)) = (present.plan.frame, canvas.scene(), canvas.viewport())
    else {
        return;
    };
    let seen: model::Rect = Projection::new(canvas.view(), viewport).visible();
    if !seen.expanded(2.0).contains_rect(frame) && !whole_is_seen(scene, seen) {
        spot::overview_ui(ctx, theme, scene, frame, seen, place);
    }
}

//! Names beside dots: the best joined first, as many as there is room for, none over another. Must not know the map.

use std::collections::BTreeSet;

use eframe::egui::{Align2, CornerRadius, Painter, Pos2, Rect, Vec2, pos2, vec2};
use egui_graphs::MetadataFrame;

use super::network::Network;
use crate::app::theme::{self, Theme};

/// The size of a name for the least and for the best joined, points.
const SIZES: (f32, f32) = (11.0, 13.0);
/// So many of the best joined have the larger type, and no more than one in so many.
const HUBS: usize = 8;
const ONE_IN: usize = 6;
/// One name needs so much of the room, square points: fewer are read more easily.
const AREA: f32 = 15_000.0;
/// Dots that are asked at most whether there is room for their name.
const ASKED: usize = 600;
/// Room between a dot and its name, and between two names, points.
const GAP: f32 = 2.0;
const BETWEEN: f32 = 3.0;
/// The longest name, signs; the rest is cut off.
const LONGEST: usize = 34;

/// Paints names beside the dots that are seen.
pub(super) fn paint(
    painter: &Painter,
    theme: &Theme,
    network: &Network,
    frame: &MetadataFrame,
    lit: Option<&BTreeSet<usize>>,
) {
    let room = painter.clip_rect();
    let place = |number: usize| -> Option<(Pos2, f32)> {
        let figure = network.figure(number)?;
        let at = frame.canvas_to_screen_pos(figure.at()) + room.left_top().to_vec2();
        (figure.is_dot() && room.expand(figure.radius()).contains(at)).then_some((at, figure.radius()))
    };
    let meant = |number: usize| network.is_selected(number) || lit.is_some_and(|lit| lit.contains(&number));
    let first = network.ranks().iter().copied().filter(|number| meant(*number));
    let others = network.ranks().iter().copied().filter(|number| !meant(*number) && lit.is_none());
    let hubs = (network.len() / ONE_IN).clamp(1, HUBS);
    let most = (room.area() / AREA) as usize;
    let mut taken: Vec<Rect> = Vec::new();
    // Names do not lie on dots, those of hubs not on dots of hubs.
    let dot = |number: &usize| {
        place(*number).map(|(at, radius)| Rect::from_center_size(at, vec2(radius, radius) * 1.7))
    };
    let dots: Vec<Rect> = network.ranks().iter().take(ASKED).filter_map(dot).collect();
    let mut named = 0;
    for number in first.chain(others).take(ASKED) {
        let Some((at, radius)) = place(number) else { continue };
        let is_hub = network.ranks().iter().take(hubs).any(|hub| *hub == number);
        let size = if is_hub { SIZES.1 } else { SIZES.0 };
        let font = if is_hub || meant(number) { theme::medium(size) } else { theme::regular(size) };
        let galley = painter.layout_no_wrap(cut(network.name(number)), font, theme.ink);
        let boxes = spots(at, radius, galley.size());
        let minded = if is_hub { hubs.min(dots.len()) } else { dots.len() };
        let free = boxes.iter().copied().find(|rect| {
            let wide = rect.expand2(vec2(BETWEEN, 0.0));
            let mut others = taken.iter().chain(&dots[..minded]);
            room.contains_rect(*rect) && !others.any(|other| other.intersects(wide))
        });
        // What is pointed at or selected has its name whatever lies there.
        let Some(rect) = free.or_else(|| (meant(number) && named < HUBS * 3).then_some(boxes[0])) else {
            continue;
        };
        taken.push(rect);
        painter.rect_filled(
            rect.expand2(vec2(1.5, -1.0)),
            CornerRadius::same(3),
            theme.page.gamma_multiply(0.78),
        );
        painter.galley(pos2(rect.left(), rect.top()), galley, theme.ink);
        named += 1;
        if named >= most {
            return;
        }
    }
}

/// Where a name of this size may stand beside a dot: under it, at its right, at its left, over it.
fn spots(at: Pos2, radius: f32, size: Vec2) -> [Rect; 4] {
    [
        (Align2::CENTER_TOP, at + vec2(0.0, radius + GAP)),
        (Align2::LEFT_CENTER, at + vec2(radius + GAP + 1.0, 0.0)),
        (Align2::RIGHT_CENTER, at - vec2(radius + GAP + 1.0, 0.0)),
        (Align2::CENTER_BOTTOM, at - vec2(0.0, radius + GAP)),
    ]
    .map(|(align, spot)| align.anchor_size(spot, size))
}

fn cut(name: &str) -> String {
    let name = name.replace('\n', " ");
    if name.chars().count() <= LONGEST {
        return name;
    }
    let kept: String = name.chars().take(LONGEST).collect();
    // Between two words, unless the first is as long as that.
    let words = kept.rfind(' ').filter(|end| kept[..*end].chars().count() > LONGEST / 3);
    let end = words.unwrap_or_else(|| kept.char_indices().last().map_or(0, |(last, _)| last));
    let kept =
        kept[..end].trim_end_matches(|sign: char| sign.is_whitespace() || ",;:\u{2013}-".contains(sign));
    format!("{kept}\u{2026}")
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_names_are_cut_between_words() {
        for (name, expected) in [
            ("Watershed", "Watershed"),
            ("Enterprise Partnership of the West of England", "Enterprise Partnership of the\u{2026}"),
            ("Council for Innovation, Enterprise, Skills and Growth", "Council for Innovation\u{2026}"),
            ("Llanfairpwllgwyngyllgogerychwyrndrobwll Council", "Llanfairpwllgwyngyllgogerychwyrnd\u{2026}"),
            ("one\ntwo", "one two"),
        ] {
            assert_eq!(cut(name), expected);
        }
    }
}

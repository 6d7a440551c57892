//! What colour and size say, in a small card over the network. Must not know how anything is measured.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{self, Align2, Color32, Rect, Sense, vec2};

use super::dress::{ColourBy, Dress, SizeBy, community_colour, community_of, scale_colours};
use crate::{
    analysis::{Conventions, Measure},
    app::{
        PanelContext,
        chrome::parts::words_ui,
        theme::{self, colour},
        widgets::{Swatch, paint_swatch},
        words::NOT_STATED,
    },
    model::{Document, OrganisationId},
    scene::Measures,
    style::{ByData, Look, NodeStyle, Rgba, readable_ink},
};

/// Communities that have a line of their own.
const LISTED: u32 = 8;
/// In less room than this nothing is said twice, points.
const NARROW: f32 = 640.0;
/// Under which the window knows the card.
const AREA: &str = "explore legend";
/// Room round the card, points.
const MARGIN: f32 = 12.0;
/// Widest name in a line, points.
const WIDTH: f32 = 230.0;

#[derive(Clone, Debug)]
enum Sign {
    Node(Box<NodeStyle>),
    Community(Color32, Color32, u32),
    Dot(f32),
    None,
}

/// A card of lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Legend {
    sections: Vec<(String, Vec<(Sign, String)>)>,
    /// The legend of the map says the same of colour.
    as_on_map: bool,
}

impl Legend {
    /// What a dress says of these.
    pub fn new(
        document: &Document,
        shown: &[OrganisationId],
        look: &Look,
        dress: Dress,
        measures: Option<&Arc<Measures>>,
    ) -> Self {
        let known = measures.cloned().unwrap_or_default();
        let lines = match dress.colour {
            ColourBy::Sector => sectors(document, shown, look),
            ColourBy::Scale => scales(document, shown, look),
            ColourBy::Community => communities(document, shown, &known),
            ColourBy::Degree => tones(look, &known, Measure::Degree),
            ColourBy::Betweenness => tones(look, &known, Measure::Betweenness),
        };
        let colour = match dress.colour {
            ColourBy::Sector => "Colour: sector; tone: scale".to_owned(),
            ColourBy::Community => "Colour and number: community".to_owned(),
            ColourBy::Degree | ColourBy::Betweenness => format!("Tone: {}", said(dress.colour.measure())),
            ColourBy::Scale => "Colour: scale".to_owned(),
        };
        let mut sections = vec![(colour, lines)];
        if let Some(measure) = dress.size.measure() {
            let range = range(&known, measure);
            let sizes = [(3.5, range.0), (11.0, range.1)];
            let sizes = sizes.map(|(radius, number)| (Sign::Dot(radius), written(measure, number)));
            sections.push((format!("Size: {}", said(dress.size.measure())), sizes.to_vec()));
        }
        if measures.is_none() && (dress.colour != ColourBy::Sector || dress.size != SizeBy::Even) {
            sections.push(("Measuring \u{2026}".to_owned(), Vec::new()));
        }
        Self { sections, as_on_map: dress.colour == ColourBy::Sector }
    }
}

fn said(measure: Option<Measure>) -> &'static str {
    match measure {
        Some(Measure::Degree) => "degree, how many others it is tied to",
        Some(Measure::Betweenness) => "betweenness, how often it lies between others",
        Some(Measure::Community) | None => "",
    }
}

fn range(measures: &Measures, measure: Measure) -> (f64, f64) {
    let values = measures.get(measure.name()).into_iter().flat_map(BTreeMap::values).copied();
    let (low, high) = values.fold((f64::INFINITY, 0.0_f64), |(low, high), one| (low.min(one), high.max(one)));
    (low.min(high), high)
}

fn written(measure: Measure, number: f64) -> String {
    if measure == Measure::Betweenness { format!("{:.1} %", number * 100.0) } else { format!("{number}") }
}

fn sectors(document: &Document, shown: &[OrganisationId], look: &Look) -> Vec<(Sign, String)> {
    let of = shown.iter().filter_map(|id| document.organisation(id)).map(|one| one.sector.as_ref());
    let used: Vec<_> = of.collect();
    let line = |style, words: &str| (Sign::Node(Box::new(style)), words.to_owned());
    let known = document.sectors_in_order().into_iter().filter(|(id, _)| used.contains(&Some(*id)));
    let mut lines: Vec<_> =
        known.map(|(_, sector)| line(look.sector_swatch(Some(sector)), &sector.name)).collect();
    if used.contains(&None) {
        lines.push(line(look.sector_swatch(None), NOT_STATED));
    }
    lines
}

fn scales(document: &Document, shown: &[OrganisationId], look: &Look) -> Vec<(Sign, String)> {
    let colours = scale_colours(document);
    let of = shown.iter().filter_map(|id| document.organisation(id)).map(|one| one.scale.as_ref());
    let used: Vec<_> = of.collect();
    let mut lines = Vec::new();
    for (id, scale) in document.scales_in_order().into_iter().filter(|(id, _)| used.contains(&Some(*id))) {
        let fill = colours.get(id).copied().map(Rgba::from);
        let style = NodeStyle { fill, ..look.scale_swatch(Some(scale)) };
        lines.push((Sign::Node(Box::new(style)), scale.name.clone()));
    }
    if used.contains(&None) {
        lines.push((Sign::Node(Box::new(look.scale_swatch(None))), NOT_STATED.to_owned()));
    }
    lines
}

/// Each community with the one in it that has the most ties.
fn communities(document: &Document, shown: &[OrganisationId], measures: &Measures) -> Vec<(Sign, String)> {
    let degree = measures.get(Measure::Degree.name());
    let degree = |id: &OrganisationId| degree.and_then(|all| all.get(id)).copied().unwrap_or(0.0);
    let mut found: BTreeMap<u32, (usize, &OrganisationId)> = BTreeMap::new();
    for id in shown {
        let Some(number) = community_of(measures, id) else { continue };
        let one = found.entry(number).or_insert((0, id));
        one.0 += 1;
        if degree(id) > degree(one.1) {
            one.1 = id;
        }
    }
    let line = |(number, (count, id)): (&u32, &(usize, &OrganisationId))| {
        let fill = Rgba::from(community_colour(*number));
        let name = document.organisation(id).map(|one| one.name.replace('\n', " ")).unwrap_or_default();
        let words = if *count == 1 { name } else { format!("{name} and {} more", count - 1) };
        (Sign::Community(colour(fill), colour(readable_ink(fill)), *number), words)
    };
    let mut lines: Vec<_> = found.iter().take(LISTED as usize).map(line).collect();
    if found.len() > LISTED as usize {
        lines
            .push((Sign::None, format!("{} smaller ones, grey and numbered", found.len() - LISTED as usize)));
    }
    lines
}

fn tones(look: &Look, measures: &Measures, measure: Measure) -> Vec<(Sign, String)> {
    let (low, high) = range(measures, measure);
    let tone = |share, number| {
        let style = look.data_swatch(&ByData { tone: Some(share), outline: None });
        (Sign::Node(Box::new(style)), written(measure, number))
    };
    vec![tone(if high > 0.0 { low / high } else { 0.0 }, low), tone(1.0, high)]
}

/// Where the card stands in this room, screen points; nowhere before it was first shown.
pub(super) fn place(ctx: &egui::Context, room: Rect) -> Option<Rect> {
    let size = ctx.memory(|memory| memory.area_rect(egui::Id::new(AREA)))?.size();
    Some(Rect::from_min_size(room.left_bottom() + vec2(MARGIN, -MARGIN - size.y), size))
}

/// Shows the card in the lower left corner of a room.
pub(super) fn legend_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, legend: &Legend, room: Rect) {
    let theme = context.theme;
    let area = egui::Area::new(egui::Id::new(AREA))
        .order(egui::Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .constrain_to(room)
        .interactable(false)
        .fixed_pos(room.left_bottom() + vec2(MARGIN, -MARGIN));
    area.show(ui.ctx(), |ui| {
        theme.floating().inner_margin(10).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
            ui.spacing_mut().interact_size.y = 16.0;
            for (number, (title, lines)) in legend.sections.iter().enumerate() {
                words_ui(ui, title, theme::medium(12.0), theme.ink);
                let spared = number == 0 && legend.as_on_map && room.width() < NARROW;
                for (sign, words) in lines.iter().filter(|_| !spared) {
                    ui.horizontal(|ui| line_ui(ui, context, sign, words));
                }
            }
            let caveat = "What people drew, not a census";
            words_ui(ui, caveat, theme::regular(11.0), theme.muted)
                .on_hover_text(Conventions::default().words());
        });
    });
}

fn line_ui(ui: &mut egui::Ui, context: &PanelContext<'_>, sign: &Sign, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 16.0), Sense::hover());
    let theme = context.theme;
    match sign {
        Sign::Node(style) => paint_swatch(ui.painter(), rect, &Swatch::Node((**style).clone())),
        Sign::Community(fill, ink, number) => {
            ui.painter().circle_filled(rect.center(), 8.0, *fill);
            let font = theme::medium(10.5);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, number, font, *ink);
        }
        Sign::Dot(radius) => {
            ui.painter().circle_filled(rect.center(), radius.min(8.0), theme.muted);
        }
        Sign::None => {}
    }
    let label = egui::Label::new(egui::RichText::new(words).font(theme::regular(12.0)).color(theme.ink));
    ui.scope(|ui| {
        ui.set_max_width(WIDTH);
        ui.add(label.truncate());
    });
}

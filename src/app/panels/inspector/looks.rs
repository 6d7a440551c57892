//! The looks of one part of the scheme: a sector's hue, glyph and pattern, a scale's tone, a flow kind's colour and
//! dashes. Shown within the legend; must not know where it stands there.

use eframe::egui::Ui;

use super::{
    Form, InspectorState, Subject,
    form::named,
    hues::{hues, tones},
};
use crate::{
    app::{
        intent::{Intent, PanelContext},
        widgets::{Choice, GAP, Swatch, error_ui, hint_ui, pair_ui},
    },
    model::{Family, FlowKind, Glyph, Pattern, RecordId, Scale, Sector},
    style::vision::{Sight, TOLD_APART, difference},
};

const GLYPHS: [(Glyph, &str); 8] = [
    (Glyph::Square, "Square"),
    (Glyph::Triangle, "Triangle"),
    (Glyph::Diamond, "Diamond"),
    (Glyph::Circle, "Circle"),
    (Glyph::Hexagon, "Hexagon"),
    (Glyph::Star, "Star"),
    (Glyph::Pentagon, "Pentagon"),
    (Glyph::Cross, "Cross"),
];

const PATTERNS: [(Pattern, &str); 6] = [
    (Pattern::Plain, "Plain"),
    (Pattern::Rising, "Rising lines"),
    (Pattern::Falling, "Falling lines"),
    (Pattern::Dots, "Dots"),
    (Pattern::Upright, "Upright lines"),
    (Pattern::Crossed, "Crossed lines"),
];

/// Dashes and gaps in canvas units; not those that say informal, wanted or proposed.
const DASHES: [(&[f64], &str); 5] = [
    (&[], "Full line"),
    (&[14.0, 6.0], "Long dashes"),
    (&[4.0, 4.0], "Short dashes"),
    (&[12.0, 5.0, 0.5, 5.0], "Dash and dot"),
    (&[12.0, 4.0, 3.0, 4.0], "Long and short"),
];

/// Shows the looks of this record and returns what the user asks for. `begin` takes the keyboard to the first field.
pub(in crate::app::panels) fn looks_ui(
    ui: &mut Ui,
    context: &PanelContext<'_>,
    state: &mut InspectorState,
    id: &RecordId,
    begin: bool,
) -> Vec<Intent> {
    state.follow_focus(ui);
    let document = context.session.document();
    macro_rules! show {
        ($record:expr, $first:literal, $form:ident) => {{
            let Some(record) = $record.cloned() else { return Vec::new() };
            let subject = Subject::new(vec![(id.clone(), record)], state.series);
            if begin {
                ui.memory_mut(|memory| memory.request_focus(subject.id($first)));
            }
            let mut form = Form { context, drafts: &mut state.drafts, subject };
            $form(ui, &mut form);
            form.subject.into_intents()
        }};
    }
    ui.spacing_mut().item_spacing.y = GAP;
    match id {
        RecordId::Sector(sector) => show!(document.sector(sector), "hue", sector_ui),
        RecordId::Scale(scale) => show!(document.scale(scale), "tone", scale_ui),
        RecordId::FlowKind(kind) => show!(document.flow_kind(kind), "colour", kind_ui),
        RecordId::Family(family) => show!(document.family(family), "colour", family_ui),
        _ => Vec::new(),
    }
}

fn sector_ui(ui: &mut Ui, form: &mut Form<'_, Sector>) {
    let Some((id, sector)) = form.subject.only().map(|(id, sector)| (id.clone(), sector.clone())) else {
        return;
    };
    let look = form.context.look;
    let sample = |change: &dyn Fn(&mut Sector)| {
        let mut other = sector.clone();
        change(&mut other);
        Swatch::Node(look.sector_swatch(Some(&other)))
    };
    pair_ui(ui, |left, right| {
        let choices = hues(sector.hue);
        let choices: Vec<_> = choices
            .into_iter()
            .map(|(hue, name)| Choice::new(hue, name).with_swatch(sample(&|other| other.hue = hue)))
            .collect();
        form.choice(left, named("hue", "Hue"), &choices, |one| one.hue, |one, hue| one.hue = hue);
        let rule = |one: &Sector| {
            let good = one.hue.is_none_or(|hue| (0.0..=360.0).contains(&hue));
            (!good).then(|| "A hue is an angle from 0 to 360.".to_owned())
        };
        let degrees = named("degrees", "In degrees").hint("grey");
        form.written(right, degrees, |one| one.hue, |one, hue| one.hue = hue, rule);
    });
    pair_ui(ui, |left, right| {
        let glyphs = GLYPHS
            .map(|(glyph, name)| Choice::new(glyph, name).with_swatch(sample(&|other| other.glyph = glyph)));
        form.choice(left, named("glyph", "Glyph"), &glyphs, |one| one.glyph, |one, glyph| one.glyph = glyph);
        let patterns = PATTERNS.map(|(pattern, name)| Choice::new(pattern, name));
        let field = named("pattern", "Pattern in grey");
        form.choice(right, field, &patterns, |one| one.pattern, |one, pattern| one.pattern = pattern);
    });
    let RecordId::Sector(id) = id else { return };
    let document = form.context.session.document();
    let alike = look.sectors_like(document, &id);
    let names: Vec<&str> =
        alike.into_iter().filter_map(|id| document.sector(id)).map(|sector| sector.name.as_str()).collect();
    if names.is_empty() {
        hint_ui(ui, "Words on it are always dark or light enough to be read.");
    } else {
        let names = names.join(", ");
        error_ui(ui, &format!("Can't be told apart from {names}: choose another hue, glyph or pattern."));
    }
}

fn scale_ui(ui: &mut Ui, form: &mut Form<'_, Scale>) {
    let Some((id, scale)) = form.subject.only().map(|(id, scale)| (id.clone(), scale.clone())) else {
        return;
    };
    let (look, document) = (form.context.look, form.context.session.document());
    let choices: Vec<_> = tones((scale.lightness, scale.chroma))
        .into_iter()
        .map(|((lightness, chroma), name)| {
            let style = look.scale_swatch(Some(&Scale { lightness, chroma, ..scale.clone() }));
            Choice::new((lightness, chroma), name).with_swatch(Swatch::Node(style))
        })
        .collect();
    let set = |one: &mut Scale, (lightness, chroma)| (one.lightness, one.chroma) = (lightness, chroma);
    form.choice(ui, named("tone", "Tone"), &choices, |one| (one.lightness, one.chroma), set);
    let within = |value: f64, most: f64| {
        (!(0.0..=most).contains(&value)).then(|| format!("It lies between 0 and {most}."))
    };
    pair_ui(ui, |left, right| {
        let set = |one: &mut Scale, value: Option<f64>| one.lightness = value.unwrap_or(one.lightness);
        let field = named("lightness", "Lightness, 0 to 1");
        form.written(left, field, |one| Some(one.lightness), set, |one| within(one.lightness, 1.0));
        let set = |one: &mut Scale, value: Option<f64>| one.outline = value.unwrap_or(one.outline);
        let field = named("outline", "Outline, units");
        form.written(right, field, |one| Some(one.outline), set, |one| within(one.outline, 12.0));
    });
    let own = look.scale_swatch(Some(&scale)).fill;
    let near = document.scales_in_order().into_iter().find(|(other, _)| {
        RecordId::Scale((*other).clone()) != id && {
            let fill = document.scale(other).and_then(|other| look.scale_swatch(Some(other)).fill);
            own.zip(fill).is_some_and(|(own, fill)| difference(own, fill, Sight::Full) < TOLD_APART)
        }
    });
    match near {
        Some((_, other)) => {
            error_ui(
                ui,
                &format!("In grey it can't be told apart from {}: choose another tone.", other.name),
            );
        }
        None => hint_ui(ui, "Words on it are always dark or light enough to be read."),
    }
}

fn kind_ui(ui: &mut Ui, form: &mut Form<'_, FlowKind>) {
    let Some((_, kind)) = form.subject.only().map(|(id, kind)| (id.clone(), kind.clone())) else { return };
    let (look, document) = (form.context.look, form.context.session.document());
    form.colour(
        ui,
        named("colour", "Colour").hint("the family's"),
        |one| one.colour,
        |one, colour| one.colour = colour,
    );
    let mut dashes: Vec<(Vec<f64>, String)> =
        DASHES.iter().map(|(dash, name)| (dash.to_vec(), (*name).to_owned())).collect();
    if !dashes.iter().any(|(dash, _)| *dash == kind.dash) {
        dashes.push((kind.dash.clone(), "Its own".to_owned()));
    }
    let choices: Vec<_> = dashes
        .into_iter()
        .map(|(dash, name)| {
            let style = look.flow_swatch(document, &FlowKind { dash: dash.clone(), ..kind.clone() }, false);
            Choice::new(dash, name).with_swatch(Swatch::Flow(style))
        })
        .collect();
    form.choice(ui, named("dash", "Line"), &choices, |one| one.dash.clone(), |one, dash| one.dash = dash);
    by_family_hint_ui(ui, form.context);
}

fn family_ui(ui: &mut Ui, form: &mut Form<'_, Family>) {
    let field = named("colour", "Colour").hint("grey");
    form.colour(ui, field, |one| one.colour, |one, colour| one.colour = colour);
    by_family_hint_ui(ui, form.context);
}

fn by_family_hint_ui(ui: &mut Ui, context: &PanelContext<'_>) {
    if context.look.colours_families_only() {
        hint_ui(ui, "In this palette flows have the colour of their family.");
    } else {
        hint_ui(ui, "Lines and labels are made dark or light enough for the page.");
    }
}

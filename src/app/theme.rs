//! What the interface itself looks like: colours, distances, type. The one place that makes egui colours.
//! The map's own looks are `style`'s; this file only carries them over. Must not know any panel.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Vec2,
    style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets},
    vec2,
};

use super::fonts;
use crate::style::{Look, Rgba};

/// The rhythm of all distances, points.
pub const UNIT: f32 = 8.0;
/// Half of it: inside controls.
pub const HALF: f32 = 4.0;
/// Corners of panels and controls, points.
pub const RADIUS: u8 = 8;
/// Corners of what stands inside controls and menus, points.
pub const RADIUS_SMALL: u8 = 6;
/// Height of a control, points.
pub const CONTROL_HEIGHT: f32 = 28.0;
/// Height of the top bar, points.
pub const BAR_HEIGHT: f32 = 44.0;
/// Height of the status line, points.
pub const STATUS_HEIGHT: f32 = 28.0;
/// Width of the panel at the right when first opened, points.
pub const SIDE_WIDTH: f32 = 304.0;
/// How long a panel takes to fold, seconds.
pub const FOLD_SECONDS: f32 = 0.14;

/// Colours and type of the interface for one look. Cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Whether the page is dark.
    pub dark: bool,
    /// The canvas.
    pub page: Color32,
    /// Panels, bars and menus.
    pub surface: Color32,
    /// Fields and wells in a panel.
    pub field: Color32,
    /// A control under the pointer.
    pub hover: Color32,
    /// A control held down.
    pub pressed: Color32,
    /// Words.
    pub ink: Color32,
    /// Second-rank words: 4.5 to 1 on `surface`.
    pub muted: Color32,
    /// What cannot be used now.
    pub faint: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// Outline of a field.
    pub outline: Color32,
    /// The one accent.
    pub accent: Color32,
    /// The accent as a ground: what is chosen.
    pub accent_soft: Color32,
    /// Words on the accent.
    pub on_accent: Color32,
    /// What went wrong or destroys.
    pub danger: Color32,
    /// Its ground.
    pub danger_soft: Color32,
    /// What to mind.
    pub warning: Color32,
    /// Its ground.
    pub warning_soft: Color32,
    /// What went well.
    pub success: Color32,
    /// The shadow under what floats.
    pub shadow: Color32,
    /// What lies over the window while a question is open.
    pub veil: Color32,
    /// The spot of light with which one points.
    pub laser: Color32,
    /// The screen while nothing is to be seen.
    pub blackout: Color32,
}

impl Theme {
    /// The interface round a map of this look. A map's own page colour is the canvas's alone.
    #[must_use]
    pub fn new(look: &Look) -> Self {
        let plain = Look { background: None, ..look.clone() };
        let base = if look.is_dark() { Self::dark() } else { Self::light() };
        Self { page: colour(look.page()), ink: colour(plain.ink()), accent: colour(plain.accent()), ..base }
    }

    fn light() -> Self {
        Self {
            dark: false,
            page: grey(255),
            surface: hex(0xfb_fb_fc),
            field: grey(255),
            hover: hex(0xee_f0_f3),
            pressed: hex(0xe3_e6_eb),
            ink: hex(0x1f_23_28),
            muted: hex(0x5b_64_70),
            faint: hex(0x9a_a2_ad),
            hairline: hex(0xe4_e7_eb),
            outline: hex(0xc9_ce_d6),
            accent: hex(0x2c_5f_c9),
            accent_soft: hex(0xe3_ec_fc),
            on_accent: grey(255),
            danger: hex(0xb4_23_2a),
            danger_soft: hex(0xfd_ec_ec),
            warning: hex(0x8a_5a_00),
            warning_soft: hex(0xfd_f4_dc),
            success: hex(0x0f_7a_4f),
            shadow: Color32::from_black_alpha(28),
            veil: Color32::from_black_alpha(70),
            laser: hex(0xf0_1e_3c),
            blackout: grey(0),
        }
    }

    fn dark() -> Self {
        Self {
            dark: true,
            page: hex(0x16_18_1c),
            surface: hex(0x1e_21_26),
            field: hex(0x16_18_1c),
            hover: hex(0x2b_2f_36),
            pressed: hex(0x36_3b_44),
            ink: hex(0xe8_ea_ed),
            muted: hex(0xa3_ab_b6),
            faint: hex(0x6b_73_7f),
            hairline: hex(0x2e_33_3a),
            outline: hex(0x46_4d_57),
            accent: hex(0x8a_b4_ff),
            accent_soft: hex(0x24_38_5c),
            on_accent: hex(0x10_1a_2c),
            danger: hex(0xff_8f_8f),
            danger_soft: hex(0x47_22_25),
            warning: hex(0xf0_c4_63),
            warning_soft: hex(0x40_34_17),
            success: hex(0x6f_d3_a2),
            shadow: Color32::from_black_alpha(110),
            veil: Color32::from_black_alpha(140),
            laser: hex(0xff_4d_5e),
            blackout: grey(0),
        }
    }

    /// The frame of what floats over the canvas: strips, menus, questions.
    pub fn floating(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.surface)
            .stroke(Stroke::new(1.0, self.hairline))
            .corner_radius(CornerRadius::same(RADIUS))
            .shadow(self.float_shadow())
            .inner_margin(Margin::same(4))
    }

    /// The frame of a panel at the window's edge.
    pub fn panel(&self, margin: Margin) -> egui::Frame {
        egui::Frame::new().fill(self.surface).inner_margin(margin)
    }

    fn float_shadow(&self) -> Shadow {
        Shadow { offset: [0, 2], blur: 12, spread: 0, color: self.shadow }
    }

    /// A line between things.
    #[must_use]
    pub fn hairline_stroke(&self) -> Stroke {
        Stroke::new(1.0, self.hairline)
    }

    /// Gives egui this look, in both of its own themes, since ours decides which is shown.
    pub fn apply(&self, ctx: &egui::Context) {
        let style = Arc::new(self.style());
        ctx.set_style_of(egui::Theme::Light, Arc::clone(&style));
        ctx.set_style_of(egui::Theme::Dark, style);
    }

    fn style(&self) -> egui::Style {
        let mut style = egui::Style { text_styles: text_styles(), ..egui::Style::default() };
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(UNIT, UNIT);
        spacing.button_padding = vec2(10.0, HALF);
        spacing.interact_size = vec2(CONTROL_HEIGHT, CONTROL_HEIGHT);
        spacing.menu_margin = Margin::same(4);
        spacing.window_margin = Margin::same(16);
        spacing.icon_width = 16.0;
        spacing.icon_width_inner = 10.0;
        spacing.icon_spacing = UNIT;
        spacing.combo_width = 96.0;
        spacing.text_edit_width = 200.0;
        spacing.tooltip_width = 320.0;
        spacing.indent = 16.0;
        // What floats may be as large as the window.
        spacing.default_area_size = vec2(4096.0, 4096.0);
        spacing.scroll = ScrollStyle { bar_width: 8.0, ..ScrollStyle::floating() };
        style.animation_time = FOLD_SECONDS;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.35;
        style.visuals = self.visuals();
        style
    }

    fn visuals(&self) -> egui::Visuals {
        let base = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let shadow = self.float_shadow();
        egui::Visuals {
            dark_mode: self.dark,
            weak_text_color: Some(self.muted),
            widgets: self.widgets(),
            selection: Selection { bg_fill: self.accent_soft, stroke: Stroke::new(1.0, self.accent) },
            hyperlink_color: self.accent,
            faint_bg_color: self.hover,
            extreme_bg_color: self.field,
            text_edit_bg_color: Some(self.field),
            code_bg_color: self.hover,
            warn_fg_color: self.warning,
            error_fg_color: self.danger,
            window_corner_radius: CornerRadius::same(RADIUS),
            window_shadow: shadow,
            window_fill: self.surface,
            window_stroke: self.hairline_stroke(),
            menu_corner_radius: CornerRadius::same(RADIUS),
            panel_fill: self.surface,
            popup_shadow: shadow,
            // A caret that blinks repaints the window twice a second; at rest nothing is repainted.
            text_cursor: TextCursorStyle {
                stroke: Stroke::new(1.5, self.accent),
                blink: false,
                ..TextCursorStyle::default()
            },
            striped: false,
            slider_trailing_fill: true,
            ..base
        }
    }

    fn widgets(&self) -> Widgets {
        let visuals = |fill, line, ink, width| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, line),
            corner_radius: CornerRadius::same(RADIUS_SMALL),
            fg_stroke: Stroke::new(width, ink),
            expansion: 0.0,
        };
        Widgets {
            noninteractive: visuals(self.surface, self.hairline, self.ink, 1.0),
            inactive: visuals(self.field, self.outline, self.ink, 1.0),
            hovered: visuals(self.hover, self.outline, self.ink, 1.0),
            active: visuals(self.pressed, self.accent, self.ink, 1.5),
            open: visuals(self.hover, self.outline, self.ink, 1.0),
        }
    }
}

/// A colour of the map as egui has it.
#[must_use]
pub fn colour(rgba: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(rgba.red, rgba.green, rgba.blue, rgba.alpha)
}

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const fn grey(level: u8) -> Color32 {
    Color32::from_gray(level)
}

fn text_styles() -> BTreeMap<TextStyle, FontId> {
    [
        (TextStyle::Heading, bold(16.0)),
        (TextStyle::Body, regular(13.0)),
        (TextStyle::Button, regular(13.0)),
        (TextStyle::Small, regular(11.5)),
        (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
    ]
    .into()
}

/// Inter Regular.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Inter Medium.
#[must_use]
pub fn medium(size: f32) -> FontId {
    fonts::font(fonts::MEDIUM, size)
}

/// Inter Bold.
#[must_use]
pub fn bold(size: f32) -> FontId {
    fonts::font(fonts::BOLD, size)
}

/// Inter Italic.
#[must_use]
pub fn italic(size: f32) -> FontId {
    fonts::font(fonts::ITALIC, size)
}

/// The icons' face.
#[must_use]
pub fn icon(size: f32) -> FontId {
    fonts::font(fonts::ICONS, size)
}

/// The size of a square control.
#[must_use]
pub fn square(side: f32) -> Vec2 {
    Vec2::splat(side)
}

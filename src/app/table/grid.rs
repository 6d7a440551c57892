//! A sheet as it is seen: titles that stay, rows of which only those in view are laid out, the first column always in
//! sight. Must not know what a press or a click comes to.

use eframe::egui::{
    self, Align2, Color32, CursorIcon, FontId, Id, Painter, Pos2, Rect, Response, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{
    cell::Facts,
    column::{Column, Sort},
    cursor::Sheet,
    speech,
};
use crate::{
    app::{
        chrome::parts::cut,
        icons,
        intent::PanelContext,
        theme::{self, Theme},
        widgets::{Swatch, paint_swatch},
    },
    model::RecordId,
};

/// Height of a row, points.
pub(super) const ROW: f32 = 28.0;
/// Height of the titles, points.
const TITLES: f32 = 30.0;
/// Room before and after what stands in a cell, points; more before the first, as the line above has it.
const INSET: f32 = 10.0;
const FIRST_INSET: f32 = 16.0;

fn inset(column: usize) -> f32 {
    if column == 0 { FIRST_INSET } else { INSET }
}

/// What the hands did in a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    /// A cell was clicked: its row (none is the empty one) and column.
    pub(super) clicked: Option<(Option<RecordId>, usize)>,
    /// Twice.
    pub(super) twice: bool,
    /// A title was clicked.
    pub(super) titled: Option<Column>,
    /// How many rows are seen at once.
    pub(super) page: usize,
    /// How many rows were laid out.
    pub(super) laid_out: usize,
    /// Where the cursor's cell is, if it is in view.
    pub(super) cell: Option<Rect>,
    /// Where the rows are.
    pub(super) rows: Option<Rect>,
}

/// The id of what has the keyboard.
pub(super) fn grid_id() -> Id {
    Id::new("table grid")
}

/// What a sheet is drawn from.
pub(super) struct Grid<'a, 'c> {
    pub(super) context: &'a PanelContext<'c>,
    pub(super) sheet: &'a Sheet,
    pub(super) sort: Sort,
    /// A cell is being written, so that the cursor's ring is not drawn.
    pub(super) writing: bool,
}

/// Where everything is, in points of the window.
struct Places {
    /// The whole sheet with titles.
    all: Rect,
    /// Where the content begins, which scrolling moves.
    origin: Pos2,
    /// The rows to be laid out.
    first: usize,
    last: usize,
}

impl Places {
    fn rows(&self) -> Rect {
        Rect::from_min_max(self.all.min + vec2(0.0, TITLES), self.all.max)
    }

    fn row(&self, index: usize) -> Rect {
        let top = self.origin.y + TITLES + index as f32 * ROW;
        Rect::from_min_max(pos2(self.all.left(), top), pos2(self.all.right(), top + ROW))
    }
}

impl Grid<'_, '_> {
    fn theme(&self) -> &Theme {
        self.context.theme
    }

    fn width(&self) -> f32 {
        self.sort.columns().iter().map(|column| column.width()).sum()
    }

    /// Left edge of a column within the content, points.
    fn left_of(&self, column: usize) -> f32 {
        self.sort.columns().iter().take(column).map(|column| column.width()).sum()
    }

    /// The rectangle of a column over these heights; the first one does not scroll.
    fn column(&self, places: &Places, column: usize, over: Rect) -> Rect {
        let left = if column == 0 { places.all.left() } else { places.origin.x + self.left_of(column) };
        let width = self.sort.columns().get(column).map_or(0.0, |column| column.width());
        Rect::from_min_max(pos2(left, over.top()), pos2(left + width, over.bottom()))
    }

    /// Shows it in all the room there is.
    pub(super) fn ui(&self, ui: &mut Ui) -> (Touched, Response) {
        let count = self.sheet.rows.ids().len() + 1;
        let size = vec2(self.width(), TITLES + count as f32 * ROW);
        let room = ui.available_rect_before_wrap();
        let mut area = ScrollArea::both().id_salt(("table", self.sort)).auto_shrink(false);
        if self.sheet.reveal
            && let Some(offset) = self.revealing(ui, room)
        {
            area = area.scroll_offset(offset);
        }
        // The titles and the first column stay: nothing may fade over them.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let shown = area.show_viewport(ui, |ui, viewport| {
            let origin = ui.max_rect().min;
            ui.set_min_size(size);
            let all = Rect::from_min_size(room.min, room.size().min(viewport.size()));
            let first = (viewport.min.y / ROW).floor().max(0.0) as usize;
            let last = (((viewport.max.y - TITLES) / ROW).ceil().max(0.0) as usize).min(count);
            let places = Places { all, origin, first: first.min(count), last };
            self.content_ui(ui, &places)
        });
        let offset = shown.state.offset;
        ui.data_mut(|data| data.insert_temp(self.offset_id(), offset));
        shown.inner
    }

    fn offset_id(&self) -> Id {
        grid_id().with(("offset", self.sort))
    }

    /// How far the sheet is to be scrolled so that the cursor's cell is in view; none when it is.
    fn revealing(&self, ui: &Ui, room: Rect) -> Option<Vec2> {
        let before: Vec2 = ui.data(|data| data.get_temp(self.offset_id())).unwrap_or_default();
        let fit = |low: f32, high: f32, at: f32, room: f32| if low < at { low } else { at.max(high - room) };
        let top = self.sheet.place() as f32 * ROW;
        let down = fit(top, top + ROW, before.y, room.height() - TITLES);
        let column = self.sheet.cursor.column;
        let frozen = self.sort.columns().first().map_or(0.0, |column| column.width());
        let left = self.left_of(column);
        let width = self.sort.columns().get(column).map_or(0.0, |column| column.width());
        let across = if column == 0 {
            0.0
        } else {
            fit(left - frozen, left + width - frozen, before.x, room.width() - frozen)
        };
        let after = vec2(across.max(0.0), down.max(0.0));
        (after != before).then_some(after)
    }

    fn content_ui(&self, ui: &mut Ui, places: &Places) -> (Touched, Response) {
        let mut touched = Touched {
            page: ((places.rows().height() / ROW).floor() as usize).max(2) - 1,
            laid_out: places.last - places.first,
            rows: Some(places.rows()),
            ..Touched::default()
        };
        let response = ui.interact(places.rows(), grid_id(), Sense::click());
        let under = response.hover_pos().and_then(|at| self.cell_at(places, at));
        let focused = response.has_focus();
        let facts = Facts { document: self.context.session.document(), counts: self.sheet.rows.counts() };
        let frozen = self.column(places, 0, places.rows());
        let rest = Rect::from_min_max(pos2(frozen.right(), places.rows().top()), places.rows().max);
        let mut truncated = None;
        for (clip, columns) in [(rest, 1..self.sort.columns().len()), (frozen, 0..1)] {
            let painter = ui.painter_at(clip.intersect(ui.clip_rect()));
            painter.rect_filled(clip, 0.0, self.theme().surface);
            for index in places.first..places.last {
                let lit = under.as_ref().is_some_and(|(row, _)| *row == index);
                self.row(&painter, places, index, lit);
                for column in columns.clone() {
                    let cell = self.column(places, column, places.row(index));
                    if cell.intersects(clip) {
                        let cut_off = self.cell(&painter, &facts, index, column, cell);
                        truncated = truncated.or(cut_off.filter(|_| under == Some((index, column))));
                    }
                }
            }
            self.cursor(&painter, places, columns, focused);
        }
        self.edges(ui, places);
        touched.titled = self.titles_ui(ui, places);
        let place = self.sheet.place();
        if (places.first..places.last).contains(&place) {
            touched.cell = Some(self.column(places, self.sheet.cursor.column, places.row(place)));
        }
        self.clicks(&response, places, &mut touched);
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Other, true, format!("{} table", self.sort.title()))
        });
        if let Some(spoken) =
            speech::speak_ui(ui, self, &facts, &touched, places.first..places.last, &|index, column| {
                self.column(places, column, places.row(index))
            })
        {
            touched.clicked = Some(spoken);
        }
        let response = match truncated {
            Some(words) => response.on_hover_text_at_pointer(words),
            None => response,
        };
        (touched, response)
    }

    /// Row and column at this point.
    fn cell_at(&self, places: &Places, at: Pos2) -> Option<(usize, usize)> {
        let row = ((at.y - places.origin.y - TITLES) / ROW).floor();
        if !places.rows().contains(at) || row < 0.0 {
            return None;
        }
        let over = places.rows();
        let hit = |column: &usize| self.column(places, *column, over).contains(at);
        let column = (0..self.sort.columns().len()).find(hit)?;
        Some((row as usize, column))
    }

    fn clicks(&self, response: &Response, places: &Places, touched: &mut Touched) {
        let count = self.sheet.rows.ids().len();
        if !response.clicked() && !response.secondary_clicked() {
            return;
        }
        let Some((row, column)) = response.interact_pointer_pos().and_then(|at| self.cell_at(places, at))
        else {
            return;
        };
        if row <= count {
            touched.clicked = Some((self.sheet.rows.ids().get(row).cloned(), column));
            touched.twice = response.double_clicked();
        }
    }

    fn row(&self, painter: &Painter, places: &Places, index: usize, lit: bool) {
        let theme = self.theme();
        let rect = places.row(index);
        let id = self.sheet.rows.ids().get(index);
        let selected = id.is_some_and(|id| self.context.session.selection().contains_record(id));
        let fill = match (selected, lit && id.is_some()) {
            (true, _) => theme.accent_soft,
            (false, true) => theme.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        painter.rect_filled(rect, 0.0, fill);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline_stroke());
    }

    /// Paints a cell; its words when they were cut off.
    fn cell(
        &self,
        painter: &Painter,
        facts: &Facts<'_>,
        index: usize,
        column: usize,
        rect: Rect,
    ) -> Option<String> {
        let theme = self.theme();
        let Some(id) = self.sheet.rows.ids().get(index) else {
            if column == 0 {
                self.empty_row(painter, rect);
            }
            return None;
        };
        let which = *self.sort.columns().get(column)?;
        let words = facts.words(id, which);
        let mut left = rect.left() + inset(column);
        if let Some(swatch) = self.swatch(facts, id, which) {
            let size = swatch.size();
            let place = Rect::from_center_size(pos2(left + size.x / 2.0, rect.center().y), size);
            paint_swatch(painter, place, &swatch);
            left += size.x + 8.0;
        }
        let ink = if facts.is_faint(id, which) { theme.muted } else { theme.ink };
        let font = if column == 0 { theme::medium(13.0) } else { theme::regular(13.0) };
        let room = rect.right() - INSET - left;
        let galley = painter.layout_job(cut(&words, font, ink, room));
        let at = if which.is_figure() {
            Align2::RIGHT_CENTER.anchor_size(pos2(rect.right() - INSET, rect.center().y), galley.size())
        } else {
            Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size())
        };
        let elided = galley.elided;
        painter.galley(at.min, galley, ink);
        elided.then_some(words)
    }

    fn empty_row(&self, painter: &Painter, rect: Rect) {
        let words = match self.sort {
            Sort::Organisations => "Type a name, or paste rows",
            Sort::Flows => "Paste rows here",
        };
        let at = pos2(rect.left() + FIRST_INSET, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, words, theme::regular(12.5), self.theme().muted);
    }

    /// Sector, scale and kind of flow as the map draws them.
    fn swatch(&self, facts: &Facts<'_>, id: &RecordId, column: Column) -> Option<Swatch> {
        let (document, look) = (facts.document, self.context.look);
        match id {
            RecordId::Organisation(id) => {
                let it = document.organisation(id)?;
                let sector = || it.sector.as_ref().and_then(|id| document.sector(id)).map(AsRef::as_ref);
                let scale = || it.scale.as_ref().and_then(|id| document.scale(id)).map(AsRef::as_ref);
                match column {
                    Column::Sector => Some(Swatch::Node(look.sector_swatch(sector()))),
                    Column::Scale => Some(Swatch::Node(look.scale_swatch(scale()))),
                    _ => None,
                }
            }
            RecordId::Flow(id) if column == Column::FlowKind => {
                let kind = document.flow_kind(&document.flow(id)?.kind)?;
                Some(Swatch::Flow(look.flow_swatch(document, kind, false)))
            }
            _ => None,
        }
    }

    /// The ring round the cursor's cell: strong while the sheet has the keyboard.
    fn cursor(&self, painter: &Painter, places: &Places, columns: std::ops::Range<usize>, focused: bool) {
        let (place, column) = (self.sheet.place(), self.sheet.cursor.column);
        if self.writing || !columns.contains(&column) || !(places.first..places.last).contains(&place) {
            return;
        }
        let theme = self.theme();
        let stroke = if focused { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.outline) };
        let cell = self.column(places, column, places.row(place));
        painter.rect_stroke(cell.shrink(0.5), 3.0, stroke, StrokeKind::Inside);
    }

    /// The line at the right of the first column, which the others go under.
    fn edges(&self, ui: &Ui, places: &Places) {
        let x = self.column(places, 0, places.all).right() - 0.5;
        ui.painter().vline(x, places.all.y_range(), self.theme().hairline_stroke());
    }

    /// The titles; the one that was clicked.
    fn titles_ui(&self, ui: &mut Ui, places: &Places) -> Option<Column> {
        let theme = *self.theme();
        let strip = Rect::from_min_size(places.all.min, vec2(places.all.width(), TITLES));
        ui.painter().rect_filled(strip, 0.0, theme.surface);
        let mut clicked = None;
        let frozen = self.column(places, 0, strip).right();
        for (column, which) in self.sort.columns().iter().enumerate().rev() {
            let whole = self.column(places, column, strip);
            let seen = if column == 0 { whole } else { whole.with_min_x(whole.left().max(frozen)) };
            if seen.width() < 1.0 || seen.left() > strip.right() {
                continue;
            }
            let response =
                ui.interact(seen.intersect(strip), grid_id().with(("title", column)), Sense::click());
            let sorted = self.sheet.order.first().filter(|(by, _)| by == which).map(|(_, up)| *up);
            let painter = ui.painter_at(seen.intersect(ui.clip_rect()));
            if response.hovered() {
                painter.rect_filled(seen, 0.0, theme.hover);
            }
            title(&painter, &theme, whole.with_min_x(whole.left() + inset(column)), *which, sorted);
            if response.has_focus() {
                painter.rect_stroke(
                    seen.shrink(1.0),
                    3.0,
                    Stroke::new(2.0, theme.accent),
                    StrokeKind::Inside,
                );
            }
            let state = match sorted {
                Some(true) => ", sorted upward",
                Some(false) => ", sorted downward",
                None => "",
            };
            let name = format!("Sort by {}{state}", which.title());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name.as_str()));
            let response = response.on_hover_cursor(CursorIcon::PointingHand);
            let response =
                response.on_hover_text(format!("Sort by {}  (Alt+↑, Alt+↓)", which.title().to_lowercase()));
            clicked = if response.clicked() { Some(*which) } else { clicked };
        }
        ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, theme.outline));
        clicked
    }
}

fn title(painter: &Painter, theme: &Theme, rect: Rect, column: Column, sorted: Option<bool>) {
    let ink = if sorted.is_some() { theme.ink } else { theme.muted };
    let sign = match sorted {
        Some(true) => icons::CARET_UP,
        Some(false) => icons::CARET_DOWN,
        None => "",
    };
    let sign_room = if sorted.is_some() { 16.0 } else { 0.0 };
    let font: FontId = theme::medium(12.0);
    let galley = painter.layout_job(cut(column.title(), font, ink, rect.width() - INSET - sign_room));
    let width = galley.size().x;
    let left = if column.is_figure() { rect.right() - INSET - width } else { rect.left() };
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y), galley.size());
    painter.galley(at.min, galley, ink);
    let beside = if column.is_figure() { left - 9.0 } else { left + width + 9.0 };
    painter.text(
        pos2(beside, rect.center().y),
        egui::Align2::CENTER_CENTER,
        sign,
        theme::icon(11.0),
        theme.accent,
    );
}

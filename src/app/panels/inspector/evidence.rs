//! Why something is on the map: the evidence of the chosen records, each piece edited where it stands, new ones
//! added, others of the map linked. Must not know which kind of record is chosen.

use std::sync::Arc;

use eframe::egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use super::{
    choices::title,
    form::{Form, named},
    subject::Subject,
    written::clean,
};
use crate::app::words::number;
use crate::{
    app::{
        intent::Intent,
        widgets::{
            Icon, TextField, field_ui, fold_row_ui, menu_row_ui, pair_ui, quiet_button_ui, section_ui,
            text_field_ui,
        },
        words::capital,
    },
    editor::Command,
    model::{Confidence, Evidence, EvidenceId, Record, RecordId},
};

impl<T: Clone + PartialEq> Form<'_, T>
where
    Record: From<T>,
{
    /// The evidence of the chosen records, in a section of its own.
    pub(super) fn evidence_section_ui(&mut self, ui: &mut Ui, get: impl Fn(&T) -> &Vec<EvidenceId>) {
        let mut ids: Vec<EvidenceId> = Vec::new();
        for record in self.subject.records() {
            ids.extend(get(record).iter().filter(|id| !ids.contains(id)).cloned().collect::<Vec<_>>());
        }
        let remark = if ids.is_empty() { "none yet".to_owned() } else { number(ids.len()) };
        section_ui(ui, self.subject.id("evidence"), "Evidence", &remark, false, |ui| {
            for id in &ids {
                let supported = self.subject.count(|record| get(record).contains(id));
                self.piece_ui(ui, id, supported);
            }
            self.new_evidence_ui(ui);
            self.link_ui(ui, &ids);
        });
    }

    /// One piece: its first words, and all of it when opened.
    fn piece_ui(&mut self, ui: &mut Ui, id: &EvidenceId, supported: usize) {
        let document = self.context.session.document();
        let Some(evidence) = document.evidence_item(id) else { return };
        let record_id = RecordId::Evidence(id.clone());
        let words = title(document, &record_id);
        let mut remark = evidence.confidence.name().to_owned();
        if supported < self.subject.len() {
            remark = format!("on {} of {}", number(supported), number(self.subject.len()));
        }
        let fold = self.subject.id(&format!("evidence {id}"));
        let mut removed = false;
        let mut form = Form::<Evidence> {
            context: self.context,
            drafts: &mut *self.drafts,
            subject: Subject::<Evidence>::new(vec![(record_id, Arc::clone(evidence))], self.subject.series()),
        };
        fold_row_ui(ui, fold, &words, &remark, |ui| {
            evidence_ui(ui, &mut form);
            removed = quiet_button_ui(ui, Some(Icon::Cross), "Remove from here", false)
                .on_hover_text("It stays in the map as long as something else cites it")
                .clicked();
        });
        let intents = form.subject.into_intents();
        for intent in intents {
            self.subject.ask_for(intent);
        }
        if removed {
            let from = self.subject.ids().to_vec();
            self.subject.ask_for(Intent::Do(Command::RemoveEvidence { from, evidence: id.clone() }));
        }
    }

    /// A field for what is known, and the button that makes it evidence.
    fn new_evidence_ui(&mut self, ui: &mut Ui) {
        let key = self.subject.draft_key("new evidence");
        let mut text = self.drafts.get(&key, "").unwrap_or_default();
        let field = self.subject.id("new evidence");
        let response = field_ui(ui, "New evidence", |ui, label| {
            let hint = "What was said or written that supports this";
            text_field_ui(ui, TextField { rows: 2, ..TextField::line(field, label, hint) }, &mut text)
        });
        if response.changed() {
            self.drafts.keep(&key, &text, "");
        }
        let ready = !text.trim().is_empty();
        let add =
            ui.add_enabled_ui(ready, |ui| quiet_button_ui(ui, Some(Icon::Plus), "Add evidence", true)).inner;
        if add.clicked() {
            let evidence = Evidence { text: clean(text.trim(), true), ..Evidence::default() };
            let to = self.subject.ids().to_vec();
            self.drafts.drop(&key);
            self.subject.ask_for(Intent::Do(Command::AddEvidence { to, evidence }));
        }
    }

    /// Evidence that the map holds already.
    fn link_ui(&mut self, ui: &mut Ui, here: &[EvidenceId]) {
        let document = self.context.session.document();
        let others: Vec<&EvidenceId> = document.evidence().keys().filter(|id| !here.contains(id)).collect();
        if others.is_empty() {
            return;
        }
        let response = quiet_button_ui(ui, Some(Icon::ChevronDown), "Link what the map has", false);
        let mut chosen = None;
        Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).width(300.0).show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                for id in others {
                    let words = title(document, &RecordId::Evidence(id.clone()));
                    if menu_row_ui(ui, None, &words, false).clicked() {
                        chosen = Some(id.clone());
                    }
                }
            });
        });
        if let Some(evidence) = chosen {
            let to = self.subject.ids().to_vec();
            self.subject.ask_for(Intent::Do(Command::CiteEvidence { to, evidence }));
        }
    }
}

/// All fields of one piece of evidence.
fn evidence_ui(ui: &mut Ui, form: &mut Form<'_, Evidence>) {
    let text = named("text", "What was said");
    form.paragraph(ui, text, 3, |record| record.text.clone(), |record, text| record.text = text);
    form.flag(ui, "Word for word", |record| record.quote, |record, on| record.quote = on);
    let options = Confidence::ALL.map(|confidence| (confidence, capital(confidence.name())));
    let options: Vec<_> =
        options.iter().map(|(value, word)| (*value, word.as_str(), word.as_str())).collect();
    form.segments(
        ui,
        named("confidence", "How sure"),
        &options,
        |record| record.confidence,
        |record, confidence| record.confidence = confidence,
    );
    let respondent = named("respondent", "Respondent's role").hint("never the name");
    form.text(ui, respondent, |record| record.respondent.clone(), |record, role| record.respondent = role);
    let source = named("source title", "Source").hint("Title of the text");
    form.text(ui, source, |record| record.source.title.clone(), |record, title| record.source.title = title);
    let url = named("source url", "Its web address").hint("https://");
    form.text(ui, url, |record| record.source.url.clone(), |record, url| record.source.url = url);
    pair_ui(ui, |left, right| {
        let page = named("source page", "Page or section");
        form.text(left, page, |record| record.source.page.clone(), |record, page| record.source.page = page);
        let date = named("date", "Date");
        form.written(right, date, |record| record.date, |record, date| record.date = date, |_| None);
    });
    pair_ui(ui, |left, right| {
        let method = named("method", "Method").hint("interview, report …");
        form.text(left, method, |record| record.method.clone(), |record, method| record.method = method);
        let by = named("recorded by", "Recorded by");
        form.text(right, by, |record| record.recorded_by.clone(), |record, by| record.recorded_by = by);
    });
}

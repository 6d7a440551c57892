//! Rules about one file at a time: its length, its opening, its colours, its name.

use syn::{
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::SourceFile;

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 60;

struct Functions<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl Functions<'_> {
    fn measure(&mut self, name: &syn::Ident, block: &syn::Block) {
        let span = block.span();
        let lines = span.end().line + 1 - span.start().line;
        if lines > LONGEST_FUNCTION {
            self.found.push(format!("{}:{}: `{name}` has {lines} lines", self.path, span.start().line));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, &item.block);
        visit::visit_impl_item_fn(self, item);
    }
}

/// The file, or one of its functions, is too long.
pub(crate) fn size_findings(file: &SourceFile) -> Vec<String> {
    let mut functions = Functions { path: &file.path, found: Vec::new() };
    functions.visit_file(&file.syntax);
    let lines = file.text.lines().count();
    if lines > LONGEST_FILE {
        functions.found.push(format!("{}: {lines} lines", file.path));
    }
    functions.found
}

/// The file does not open with a line that says what it is for.
pub(crate) fn opening_findings(file: &SourceFile) -> Vec<String> {
    let opens = file.text.starts_with("//! ");
    if opens { Vec::new() } else { vec![file.path.clone()] }
}

/// A colour of the window is made outside the theme.
pub(crate) fn colour_findings(file: &SourceFile) -> Vec<String> {
    if file.path == "src/app/theme.rs" {
        return Vec::new();
    }
    let makes_colour = |line: &&str| line.contains("Color32::from_rgb") || line.contains("Color32::from_hex");
    let lines = file.text.lines().enumerate();
    lines
        .filter(|(_, line)| makes_colour(line))
        .map(|(number, _)| format!("{}:{}", file.path, number + 1))
        .collect()
}

/// The file's name says nothing.
pub(crate) fn name_findings(file: &SourceFile) -> Vec<String> {
    let vague = ["utils", "util", "helpers", "helper", "manager", "misc", "common"];
    let parts = file.path.trim_end_matches(".rs").split('/');
    parts.filter(|part| vague.contains(part)).map(|_| file.path.clone()).collect()
}

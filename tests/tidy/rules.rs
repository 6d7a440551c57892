//! Rules about one file at a time: its length, its opening, its colours, its name, what it writes with.

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

/// What changes files, by its last two names.
const HANDS: [(&str, &str); 14] = [
    ("fs", "write"),
    ("fs", "rename"),
    ("fs", "copy"),
    ("fs", "hard_link"),
    ("fs", "remove_file"),
    ("fs", "remove_dir"),
    ("fs", "remove_dir_all"),
    ("fs", "create_dir"),
    ("fs", "create_dir_all"),
    ("File", "create"),
    ("File", "create_new"),
    ("File", "options"),
    ("OpenOptions", "new"),
    ("DirBuilder", "new"),
];

/// The hand itself, and what only a test asks for.
const MAY_WRITE: [&str; 3] = ["src/file/disk.rs", "src/app/frame_count.rs", "src/app/witness.rs"];

struct Hands<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Hands<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may do what they like.
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let [.., above, last] = names.as_slice()
            && HANDS.contains(&(above.as_str(), last.as_str()))
        {
            let line = path.span().start().line;
            self.found.push(format!("{}:{line}: {above}::{last}", self.path));
        }
        visit::visit_path(self, path);
    }
}

/// A file is written past the one hand that writes.
pub(crate) fn writing_findings(file: &SourceFile) -> Vec<String> {
    let mut hands = Hands { path: &file.path, found: Vec::new() };
    let is_test = file.path.ends_with("/tests.rs") || file.path.contains("/tests/");
    if !is_test && !MAY_WRITE.contains(&file.path.as_str()) {
        hands.visit_file(&file.syntax);
    }
    hands.found
}

//! Which rooms a file names, by `use`, by inline path, inside macros, through `super`.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::SourceFile;

/// What pipeline, window and terminal may import: all below them, never each other.
const TOP: &[&str] = &[
    "model",
    "diagnostics",
    "watch",
    "chance",
    "topology",
    "style",
    "text",
    "editor",
    "layout",
    "analysis",
    "scene",
    "render",
    "file",
    "interchange",
    "pipeline",
];

/// What each room may import of the crate, besides itself. The table of `src/lib.rs`.
const FLOORS: [(&str, &[&str]); 17] = [
    ("diagnostics", &[]),
    ("watch", &[]),
    ("chance", &[]),
    ("model", &["diagnostics"]),
    ("topology", &["model"]),
    ("style", &["model"]),
    ("text", &["model"]),
    ("editor", &["model"]),
    ("layout", &["model", "topology", "watch", "chance"]),
    ("analysis", &["model", "topology", "watch", "chance"]),
    ("scene", &["model", "style", "text", "topology"]),
    ("render", &["scene", "model", "style", "text", "diagnostics"]),
    ("file", &["model", "diagnostics"]),
    ("interchange", &["model", "diagnostics", "style", "file"]),
    ("pipeline", TOP),
    ("app", TOP),
    ("cli", TOP),
];

/// A path that the file names, as segments, and the line it stands on.
type NamedPath = (Vec<String>, usize);

struct Paths {
    /// The module in which the visitor stands, from the crate's root.
    module: Vec<String>,
    found: Vec<NamedPath>,
}

impl Paths {
    fn add(&mut self, segments: &[String], line: usize) {
        let Some(first) = segments.first() else { return };
        let absolute = match first.as_str() {
            "crate" => segments[1..].to_vec(),
            "self" => [&self.module, &segments[1..]].concat(),
            "super" => {
                let ups = segments.iter().take_while(|segment| *segment == "super").count();
                let kept = self.module.len().saturating_sub(ups);
                [&self.module[..kept], &segments[ups..]].concat()
            }
            _ => {
                // A library's path: kept with a mark, so that it is never taken for a room.
                self.found.push(([&["::".to_owned()], segments].concat(), line));
                return;
            }
        };
        self.found.push((absolute, line));
    }

    fn add_use(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let line = |ident: &syn::Ident| ident.span().start().line;
        let with = |ident: &syn::Ident| [prefix, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_use(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.add(&with(&name.ident), line(&name.ident)),
            syn::UseTree::Rename(rename) => self.add(&with(&rename.ident), line(&rename.ident)),
            syn::UseTree::Glob(glob) => self.add(prefix, glob.star_token.spans[0].start().line),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_use(prefix, item)),
        }
    }

    /// Finds `crate::…`, `super::…` and library paths among the tokens of a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.flush(&mut path, line);
                        line = ident.span().start().line;
                    }
                    colons = 0;
                    path.push(ident.to_string());
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.flush(&mut path, line);
                    colons = 0;
                    self.add_tokens(group.stream());
                }
                _ => {
                    self.flush(&mut path, line);
                    colons = 0;
                }
            }
        }
        self.flush(&mut path, line);
    }

    fn flush(&mut self, path: &mut Vec<String>, line: usize) {
        if path.len() > 1 {
            self.add(path, line);
        }
        path.clear();
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_use(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |segment| segment.ident.span().start().line);
        if segments.len() > 1 {
            self.add(&segments, line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(str::to_owned).collect()
}

fn paths(file: &SourceFile) -> Vec<NamedPath> {
    let mut paths = Paths { module: module_of(&file.path), found: Vec::new() };
    paths.visit_file(&file.syntax);
    paths.found
}

/// Every import of a room that this file's room may not know.
pub(crate) fn floor_findings(file: &SourceFile) -> Vec<String> {
    let module = module_of(&file.path);
    let Some(room) = module.first() else { return Vec::new() };
    let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| name == room) else {
        return vec![format!("{}: the room `{room}` is not in the table", file.path)];
    };
    let is_room = |name: &str| FLOORS.iter().any(|(room, _)| *room == name);
    paths(file)
        .into_iter()
        .filter_map(|(path, line)| {
            let target = path.first()?;
            let foreign = is_room(target) && target != room && !allowed.contains(&target.as_str());
            foreign.then(|| format!("{}:{line}: `{room}` must not know `{target}`", file.path))
        })
        .collect()
}

/// Every mention of egui outside the window, and of `egui_graphs` outside Explore.
pub(crate) fn window_library_findings(file: &SourceFile) -> Vec<String> {
    let in_window = file.path.starts_with("src/app/");
    let in_explore = file.path.starts_with("src/app/explore/");
    paths(file)
        .into_iter()
        .filter_map(|(path, line)| {
            let library = path.get(1).filter(|_| path[0] == "::")?;
            let wrong = match library.as_str() {
                "egui_graphs" => !in_explore,
                "egui" | "eframe" | "epaint" | "egui_extras" | "egui_file_dialog" | "rfd" => !in_window,
                _ => false,
            };
            wrong.then(|| format!("{}:{line}: names `{library}`", file.path))
        })
        .collect()
}

//! Reads the source by its syntax: which rooms there are, in which order, and who uses whom.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, UseTree};

/// A module by its path from the crate's root; the root itself is empty.
pub type Room = Vec<String>;

/// What one source file says.
pub struct Source {
    /// The file below `src`, such as `service/bookings/flow.rs`.
    pub file: String,
    pub room: Room,
    pub syntax: syn::File,
}

/// The whole crate.
pub struct House {
    pub sources: Vec<Source>,
    /// The rooms of a folder, in the order of its `mod.rs`.
    order: BTreeMap<Room, Vec<String>>,
    /// What a folder's `mod.rs` shows of its rooms under a name of its own: the name, and the room that it stands in.
    shown: BTreeMap<Room, BTreeMap<String, String>>,
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false if path.extension().is_some_and(|ending| ending == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
}

impl House {
    /// Reads every file of `src`.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut paths = Vec::new();
        files(&root, &mut paths);
        let mut sources = Vec::new();
        for path in paths {
            let file = path.strip_prefix(&root).unwrap().display().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            let name = file.trim_end_matches(".rs");
            let room = match name {
                "lib" | "main" => Vec::new(),
                _ => name.trim_end_matches("/mod").split('/').map(str::to_owned).collect(),
            };
            sources.push(Source { file, room, syntax });
        }
        let (mut order, mut shown) = (BTreeMap::new(), BTreeMap::new());
        for source in sources.iter().filter(|source| source.file != "main.rs") {
            let rooms: Vec<String> = source.syntax.items.iter().filter_map(declared).collect();
            if rooms.is_empty() {
                continue;
            }
            let mut names = BTreeMap::new();
            for item in &source.syntax.items {
                if let Item::Use(used) = item
                    && !matches!(used.vis, syn::Visibility::Inherited)
                {
                    for path in expanded(&used.tree) {
                        let path: Vec<_> = path.into_iter().skip_while(|part| part == "self").collect();
                        if let [room, .., name] = path.as_slice() {
                            names.insert(name.clone(), room.clone());
                        }
                    }
                }
            }
            shown.insert(source.room.clone(), names);
            order.insert(source.room.clone(), rooms);
        }
        Self { sources, order, shown }
    }

    /// The place of a room, or of a name that stands in it, among the rooms of a folder.
    fn place(&self, folder: &[String], name: &str) -> Option<usize> {
        let rooms = self.order.get(folder)?;
        let room = self.shown.get(folder).and_then(|shown| shown.get(name)).map_or(name, String::as_str);
        rooms.iter().position(|known| known == room)
    }

    /// Every use of a room that stands below its user, or beside it as the user itself would: who, of what, in which folder.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for source in &self.sources {
            for used in uses(source) {
                let common =
                    source.room.iter().zip(&used).take_while(|(mine, theirs)| mine == theirs).count();
                let (Some(mine), Some(theirs)) = (source.room.get(common), used.get(common)) else {
                    continue;
                };
                let folder = &source.room[..common];
                let (Some(own), Some(other)) = (self.place(folder, mine), self.place(folder, theirs)) else {
                    continue;
                };
                if other > own {
                    faults.push(format!(
                        "{} uses {}, which stands below it",
                        source.file,
                        used[..=common].join("::")
                    ));
                }
            }
        }
        faults.sort();
        faults.dedup();
        faults
    }
}

/// The name of a module that an item declares in a file of its own; tests do not count.
fn declared(item: &Item) -> Option<String> {
    let Item::Mod(module) = item else { return None };
    let tests = module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
    (module.content.is_none() && !tests).then(|| module.ident.to_string())
}

/// Every path that a `use` brings in.
fn expanded(tree: &UseTree) -> Vec<Vec<String>> {
    named(tree).into_iter().map(|(path, _)| path).collect()
}

/// Every path that a `use` brings in, with the name that it has from then on.
fn named(tree: &UseTree) -> Vec<(Vec<String>, String)> {
    match tree {
        UseTree::Path(path) => {
            let room = path.ident.to_string();
            let within = named(&path.tree).into_iter().map(|(rest, name)| {
                let name = if name == "self" { room.clone() } else { name };
                (std::iter::once(room.clone()).chain(rest).collect(), name)
            });
            within.collect()
        }
        UseTree::Name(name) => vec![(vec![name.ident.to_string()], name.ident.to_string())],
        UseTree::Rename(name) => vec![(vec![name.ident.to_string()], name.rename.to_string())],
        UseTree::Glob(_) => vec![(vec!["*".to_owned()], "*".to_owned())],
        UseTree::Group(group) => group.items.iter().flat_map(named).collect(),
    }
}

/// Every room or name of the crate that a file speaks of, by its path from the root.
pub fn uses(source: &Source) -> Vec<Room> {
    let mut reader = Reader { here: source.room.clone(), brought: BTreeMap::new(), found: Vec::new() };
    reader.visit_file(&source.syntax);
    reader.found
}

struct Reader {
    here: Room,
    /// What the file has brought in so far, by the name it has here: `store::find` is a path of the crate as well.
    brought: BTreeMap<String, Room>,
    found: Vec<Room>,
}

impl Reader {
    fn note(&mut self, path: &[String]) {
        self.found.extend(self.meant(path));
    }

    /// A path from the root of the crate, if it is one of the crate.
    fn meant(&self, path: &[String]) -> Option<Room> {
        let (first, rest) = path.split_first()?;
        let (mut at, rest) = match (first.as_str(), self.brought.get(first)) {
            ("crate", _) => (Vec::new(), rest),
            ("self" | "super", _) => (self.here.clone(), path),
            (_, Some(brought)) if !rest.is_empty() => (brought.clone(), rest),
            _ => return None,
        };
        for part in rest {
            match part.as_str() {
                "self" => {}
                "super" => {
                    at.pop();
                }
                name => at.push(name.to_owned()),
            }
        }
        Some(at)
    }

    /// Paths in what a macro is given, which has no syntax of its own here.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => path.push(name.to_string()),
                TokenTree::Punct(sign) if sign.as_char() == ':' => {}
                other => {
                    self.note(&std::mem::take(&mut path));
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.note(&path);
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        // Tests may look at whatever they test.
        if module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            return;
        }
        // What a module within the file calls `super` is the file.
        self.here.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.here.pop();
    }

    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        for (path, name) in named(&used.tree) {
            self.note(&path);
            self.brought.extend(self.meant(&path).map(|room| (name, room)));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.note(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }
}

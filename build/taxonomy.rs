//! `src/taxonomy/*.toml` -> one enum a file.

use std::{collections::BTreeMap, fs, path::Path};

/// One file of the taxonomy.
pub struct Kind {
    /// The enum's name: `Category`.
    pub name: String,
    /// What the enum is, for its documentation.
    pub doc: String,
    /// The ids with their meanings, in the file's order.
    pub ids: Vec<(String, String)>,
}

/// The files by their stem: `category`.
pub type Kinds = BTreeMap<String, Kind>;

/// Reads all files of the folder.
pub fn read(folder: &Path) -> Kinds {
    let mut kinds = Kinds::new();
    for entry in fs::read_dir(folder).expect("src/taxonomy exists") {
        let path = entry.expect("a readable entry").path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a readable file");
        let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let stem = path.file_stem().expect("a name").to_string_lossy().to_string();
        let doc = table["doc"].as_str().expect("doc is a string").to_string();
        let ids = table["ids"].as_table().expect("[ids] is a table");
        let ids = ids.iter().map(|(id, doc)| (id.clone(), doc.as_str().expect("a string").to_string())).collect();
        kinds.insert(stem.clone(), Kind { name: camel(&stem), doc, ids });
    }
    kinds
}

/// The Rust source of all enums.
pub fn generate(kinds: &Kinds) -> String {
    let mut code = String::new();
    for kind in kinds.values() {
        let name = &kind.name;
        code += &format!(
            "/// {}\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\npub enum {name} {{\n",
            kind.doc
        );
        for (id, doc) in &kind.ids {
            code += &format!("    /// `{id}`: {doc}\n    {},\n", camel(id));
        }
        code += "}\n";
        code += &format!(
            "impl {name} {{\n    /// Every value, in the order of the taxonomy.\n    pub const ALL: &'static [Self] = &["
        );
        for (id, _) in &kind.ids {
            code += &format!("Self::{}, ", camel(id));
        }
        code += "];\n    /// The stable id.\n    pub fn id(self) -> &'static str {\n        match self {\n";
        for (id, _) in &kind.ids {
            code += &format!("            Self::{} => {id:?},\n", camel(id));
        }
        code += "        }\n    }\n    /// The value at a place of [`Self::ALL`].\n    pub fn at(index: usize) -> Option<Self> {\n        Self::ALL.get(index).copied()\n    }\n}\n";
        code += &format!(
            "impl serde::Serialize for {name} {{\n    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {{\n        serializer.serialize_str(self.id())\n    }}\n}}\n"
        );
    }
    code
}

/// `identity.government_id` -> `IdentityGovernmentId`.
pub fn camel(id: &str) -> String {
    id.split(['.', '_'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}

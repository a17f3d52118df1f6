//! The reference of the keymaps, for readers: written from the same tables that the keys come from.

use std::{collections::BTreeMap, fmt::Write};

use super::{Action, Context, DEFAULT, FUNCTION_KEYS, Keeps, Key, Keymap, VIM, file::written};

impl Keymap {
    /// One table for each context that has keys, in Markdown. `tr` says a message in the reader's language.
    pub fn reference(&self, tr: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        for context in in_order() {
            let mut rows: BTreeMap<Action, Vec<&[Key]>> = BTreeMap::new();
            for (keys, action) in self.bindings(context) {
                rows.entry(action).or_default().push(keys);
            }
            if rows.is_empty() {
                continue;
            }
            // Writing to a String does not fail.
            let _ = write!(out, "## {}: `[{}]`\n\n", tr(&context.message()), context.name());
            if context.keeps() == Keeps::Letters {
                out.push_str("Letters choose here; the keymap leaves them alone.\n\n");
            }
            out.push_str("| keys | action | on the screen | what it does |\n|---|---|---|---|\n");
            for (action, keys) in rows {
                let keys: Vec<String> = keys.into_iter().map(code).collect();
                let (keys, label) = (keys.join(" "), tr(&action.message()));
                let _ = writeln!(out, "| {keys} | `{}` | {label} | {} |", action.name(), action.doc().trim());
            }
            out.push('\n');
        }
        out
    }
}

/// The page that stands beside the keymaps.
pub fn page(tr: &dyn Fn(&str) -> String) -> String {
    let (default, _) = Keymap::from_layers(&[DEFAULT]);
    let mut out = String::from(INTRODUCTION);
    out.push_str(&default.reference(tr));
    for layer in [FUNCTION_KEYS, VIM] {
        changes(&default, layer, &mut out);
    }
    out
}

/// What a layer changes, as a table.
fn changes(default: &Keymap, layer: (&str, &str), out: &mut String) {
    let (changed, _) = Keymap::from_layers(&[DEFAULT, layer]);
    let name = layer.0;
    let _ = writeln!(out, "## What `{name}` changes\n\n| keys | in | `default.toml` | `{name}` |\n|---|---|---|---|");
    for context in in_order() {
        let mut rows: BTreeMap<&[Key], [Option<Action>; 2]> = BTreeMap::new();
        for (at, keymap) in [default, &changed].into_iter().enumerate() {
            for (keys, action) in keymap.bindings(context) {
                rows.entry(keys).or_default()[at] = Some(action);
            }
        }
        for (keys, [before, after]) in rows.into_iter().filter(|(_, [before, after])| before != after) {
            let name =
                |action: Option<Action>| action.map_or(String::from("–"), |action| format!("`{}`", action.name()));
            let _ = writeln!(out, "| {} | `{}` | {} | {} |", code(keys), context.name(), name(before), name(after));
        }
    }
    out.push('\n');
}

/// What works everywhere first.
fn in_order() -> impl Iterator<Item = Context> {
    let outer = [Context::Global, Context::Leader, Context::Desk];
    outer.into_iter().chain(Context::ALL.into_iter().filter(move |context| !outer.contains(context)))
}

fn code(keys: &[Key]) -> String {
    format!("`{}`", written(keys).replace('|', "\\|"))
}

const INTRODUCTION: &str = r#"# Keymaps

<!-- Written by `UPDATE_KEYMAPS=1 cargo test --test it keymap`; a test holds that it is up to date. -->

`default.toml` is the keymap that ships. `function-keys.toml` and `vim.toml` are layers over it: the habits of
5250 and 3270 terminals, and of vim and pagers. A keymap of your own is one more layer: it names only what it changes. A file with a mistake is left out
whole, with a notice; `opcl keymap check FILE` names all mistakes at once.

```toml
[global]
"F6" = "note"               # one key
"Ctrl-l w" = "language-fr"  # one after the other
"F12" = "none"              # takes the key away
```

* **Keys** are `F1` to `F24`, `Enter`, `Esc`, `Tab`, `S-Tab`, `Space`, `Backspace`, `Delete`, `Insert`, `Up`, `Down`,
  `Left`, `Right`, `Home`, `End`, `PgUp`, `PgDn` and single characters; `Ctrl-` and `S-` (Shift) stand before them.
  Letters ignore case. There is no Alt: over a line it is the same as Esc.
* **Not to be bound**: `Ctrl-a` `Ctrl-b` (screen, tmux), `Ctrl-s` `Ctrl-q` (flow control), `Ctrl-z` `Ctrl-\` (shell),
  `Ctrl-]` `Ctrl-^` (telnet, mosh), `Ctrl-h` `Ctrl-i` `Ctrl-j` `Ctrl-m` `Ctrl-[` (Backspace, Tab, Enter, Esc).
* **Where** decides: the focused part of the screen is asked first, then `[desk]` where no text is typed, then
  `[global]`. What types text in a field, and what chooses in a list or in the script, is never taken from it.
* **The leader** opens a menu with all that has no key of its own: `Ctrl-k` everywhere, `Space` where no text is typed.
  What follows it stands in `[leader]`. Every action has a way without F-keys and without Alt.

"#;

//! What the screens look like at 80×24 and 120×40. `INSTA_UPDATE=always cargo test --test it snapshots` takes them anew.

use std::sync::Arc;

use opcl::{
    domain::{Language, PackFile, Role},
    proto::{AgentDetails, Command},
    store::MemoryStore,
    text::Clean,
};

use crate::{desk::Desk, stories::with_contacts};

/// A complaint is taken down.
macro_rules! complaint {
    () => {
        "<C-o>complaint<Enter><Enter><Enter><Enter>te laat<Enter>geld terug<Enter>b<Enter>n<Enter>12,5<Enter><Enter>"
    };
}

/// One screen: its name, and the keys that lead to it from a ready desk at which Janssens rings.
const SCREENS: [(&str, &str); 23] = [
    ("ring", ""),
    ("call", "a<F2>"),
    ("identify", "a<F2><Enter>c"),
    ("need", "a<F2><Enter>cc<Enter>"),
    ("form", "a<F2><Enter>cc<Enter>a<Enter>factuur<Enter>1234"),
    ("understand", "a<F2><Enter>cc<Enter>a<Enter>factuur<Enter>12345678<Enter>x<Enter><Enter>klopt<Enter><Enter>"),
    ("solution", "a<F2><Enter>cc<Enter>a<Enter>factuur<Enter>12345678<Enter>x<Enter>"),
    ("article", "a<F2><Enter>cc<Enter>a<Enter>factuur<Enter>12345678<Enter>x<Enter><Down><Enter>b"),
    ("results", "a<F2><F8>"),
    ("search", "<C-f>jansens"),
    ("contact", "<C-f>dupont<C-v>"),
    ("edit", "<C-f>dupont<C-v>e<Tab>x"),
    ("palette", "<C-p>note"),
    ("menu", "<C-k>"),
    ("why", "<C-k><C-w>"),
    ("directory", "a<F2><F6>"),
    ("floor", "<C-k><C-l>"),
    ("figures", "<C-k><C-g>"),
    ("publish", "<C-k><C-p>"),
    ("complaint", concat!("a<F2>", complaint!())),
    ("cases", concat!("a<F2>", complaint!(), "a<C-k><C-v>")),
    ("case", concat!("a<F2>", complaint!(), "a<C-k><C-v><Enter>")),
    ("lock", "<C-x>2580<Enter>2580<Enter>25"),
];

/// A desk with two contacts, of who leads the floor.
fn leading(size: (u16, u16)) -> Desk {
    let mut desk = with_contacts(Desk::over(Arc::new(MemoryStore::new()), size));
    let login = Clean::line("agent1");
    let details = AgentDetails { login, role: Some(Role::Supervisor), ..AgentDetails::default() };
    desk.order(Command::AddAgent(Box::new(details))).unwrap();
    desk
}

/// A file that is not published.
fn greeting() -> PackFile {
    let lines =
        include_str!("../../scripts/lines.toml").replace("Good day, orders", "Hello, you have reached our orders");
    PackFile { name: Clean::line("lines.toml"), text: lines.replace("priority = 15", "priority = 30") }
}

fn taken(size: (u16, u16), language: Option<Language>) {
    for (name, keys) in SCREENS {
        let mut desk = leading(size);
        if let Some(language) = language {
            desk.keys("<C-p>").keys(language.native()).keys("<Enter>");
        }
        desk.folder = vec![greeting()];
        desk.keys("<F9>");
        desk.ring("0475 12 34 56");
        desk.keys(keys);
        let code = language.unwrap_or(Language::En).code();
        insta::assert_snapshot!(format!("{name}-{}x{}-{code}", size.0, size.1), desk.text());
    }
}

#[test]
fn at_80_columns() {
    taken((80, 24), None);
}

#[test]
fn at_120_columns() {
    taken((120, 40), None);
}

#[test]
fn in_french() {
    taken((80, 24), Some(Language::Fr));
}

#[test]
fn in_dutch() {
    taken((80, 24), Some(Language::Nl));
}

#[test]
fn in_german() {
    taken((80, 24), Some(Language::De));
}

/// Nothing breaks and nothing is out of place, however small or large the terminal is.
#[test]
fn at_any_size() {
    for size in [(20, 5), (40, 12), (79, 23), (100, 30), (161, 50), (300, 100)] {
        for (name, keys) in SCREENS {
            let mut desk = leading(size);
            desk.folder = vec![greeting()];
            desk.keys("<F9>");
            desk.ring("0475 12 34 56");
            desk.keys(keys);
            let widest = desk.text().lines().map(opcl::text::width::width).max().unwrap_or(0);
            assert!(widest <= usize::from(size.0), "{name} at {size:?}");
        }
    }
}

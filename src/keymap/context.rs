//! [`Context`]: where the focus is, which decides what a key means.

/// A place in which keys have a meaning. The focused pane names its own, innermost first; [`Context::Desk`] and
/// [`Context::Global`] follow by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// A question into which nothing is typed: signs say why there is no answer.
    Question,
    /// The keys of any field that text is typed into: undo, words, clear.
    Text,
    /// A field of a form has the focus.
    Form,
    /// The look-up of contacts: its search field and its list.
    Contacts,
    /// The list of all actions by name.
    Palette,
    /// Any list to pick from; letters choose a row.
    List,
    /// The results to conclude with; letters choose one.
    Conclude,
    /// The identity checks of the script.
    Identify,
    /// The read-back of the script: was it understood?
    Understand,
    /// The complaint of the script, which is a case by now.
    Complaint,
    /// The proposal of the script.
    Proposal,
    /// The agreement of the script, item by item.
    Agree,
    /// The additional sale of the script.
    AddOn,
    /// The script; letters choose an answer.
    Script,
    /// The card of who rings, while it is being read.
    Card,
    /// What waits.
    Queue,
    /// A contact open for reading.
    Contact,
    /// The floor: agents, queues, figures.
    Floor,
    /// The help.
    Help,
    /// No field has the focus.
    Desk,
    /// Everywhere, in text fields too.
    Global,
    /// What follows the leader key.
    Leader,
}

/// The characters that a context wants for itself: no keymap binds them there, nor may an outer context take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// None: all may be bound.
    Nothing,
    /// The letters a to z: they choose.
    Letters,
    /// All that types text.
    Text,
}

impl Context {
    /// All contexts, from the innermost to the outermost.
    pub const ALL: [Context; 22] = [
        Context::Question,
        Context::Text,
        Context::Form,
        Context::Contacts,
        Context::Palette,
        Context::List,
        Context::Conclude,
        Context::Identify,
        Context::Understand,
        Context::Complaint,
        Context::Proposal,
        Context::Agree,
        Context::AddOn,
        Context::Script,
        Context::Card,
        Context::Queue,
        Context::Contact,
        Context::Floor,
        Context::Help,
        Context::Desk,
        Context::Global,
        Context::Leader,
    ];

    /// The name in keymap files.
    pub const fn name(self) -> &'static str {
        match self {
            Context::Question => "question",
            Context::Text => "text",
            Context::Form => "form",
            Context::Contacts => "contacts",
            Context::Palette => "palette",
            Context::List => "list",
            Context::Conclude => "conclude",
            Context::Identify => "identify",
            Context::Understand => "understand",
            Context::Complaint => "complaint",
            Context::Proposal => "proposal",
            Context::Agree => "agree",
            Context::AddOn => "addon",
            Context::Script => "script",
            Context::Card => "card",
            Context::Queue => "queue",
            Context::Contact => "contact",
            Context::Floor => "floor",
            Context::Help => "help",
            Context::Desk => "desk",
            Context::Global => "global",
            Context::Leader => "leader",
        }
    }

    /// The context of a name.
    pub fn from_name(name: &str) -> Option<Context> {
        Context::ALL.into_iter().find(|context| context.name() == name)
    }

    /// Key of the message that names it on the screen.
    pub fn message(self) -> String {
        format!("context-{}", self.name())
    }

    /// What it wants for itself.
    pub const fn keeps(self) -> Keeps {
        match self {
            Context::Text | Context::Form | Context::Contacts | Context::Palette | Context::Global => Keeps::Text,
            Context::Question | Context::List | Context::Conclude | Context::Script => Keeps::Letters,
            _ => Keeps::Nothing,
        }
    }
}

impl Keeps {
    /// Whether `typed` belongs to the focused pane.
    pub fn has(self, typed: Option<char>) -> bool {
        match (self, typed) {
            (Keeps::Nothing, _) | (_, None) => false,
            (Keeps::Letters, Some(c)) => c.is_ascii_alphabetic(),
            (Keeps::Text, Some(_)) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for context in Context::ALL {
            assert_eq!(Context::from_name(context.name()), Some(context));
        }
        assert!(Context::ALL.is_sorted());
        assert_eq!(Context::from_name("Global"), None);
    }
}

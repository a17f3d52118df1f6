//! [`Action`]: what a key can mean. One table feeds the keymap files, help, hints, the palette and the reference.

use crate::domain::Language;

use super::Context;

macro_rules! actions {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal [$($context:ident)*];)*) => {
        /// What a key means, wherever it was pressed. The order is that of the hint bar: what matters most comes first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$variant),*];

            /// The stable name in keymap files.
            pub const fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)* }
            }

            /// What it does, in English, for those who read the table.
            pub const fn doc(self) -> &'static str {
                match self { $(Action::$variant => concat!($($doc),+),)* }
            }

            /// Where it makes sense. [`Context::Global`] means everywhere.
            pub const fn contexts(self) -> &'static [Context] {
                match self { $(Action::$variant => &[$(Context::$context),*],)* }
            }
        }
    };
}

actions! {
    // Calls.
    /// Answers the call that rings at this desk.
    Answer "answer" [Global];
    /// Takes the oldest of what waits, whether it rings here or not.
    TakeOldest "take-oldest" [Global];
    /// Puts the caller on hold; the same key resumes.
    Hold "hold" [Global];
    /// Passes the call on: the list of colleagues and queues. In the list, talks to the marked one first; the same key then hands over.
    Transfer "transfer" [Global];
    /// The caller, the colleague who is asked and you talk together.
    Conference "conference" [Global];
    /// Hangs up.
    HangUp "hang-up" [Global];
    /// A machine answered who was called: hangs up, with the result for that.
    Machine "machine" [Global];
    /// Concludes the interaction: the list of results.
    Conclude "conclude" [Global];
    /// Ready for the next call.
    Ready "ready" [Global];
    /// Ready for one contact, then paused again.
    ReadyOnce "ready-once" [Global];
    /// Pauses; a letter then chooses the reason.
    Pause "pause" [Global];
    /// Away from the desk.
    Away "away" [Global];
    /// Mutes the microphone; the same key opens it again.
    Mute "mute" [Global];
    /// Puts the interaction aside and answers what rings, if anything does.
    Park "park" [Global];
    /// Returns to what was parked last.
    ReturnParked "return-parked" [Global];
    /// Takes up the interaction of a call that was cut off, where it stopped.
    ContinueCutOff "continue-cut-off" [Global];
    /// Calls a number: that of the contact on the screen, or one that is typed.
    Dial "dial" [Global];
    /// Sends tones to the other side: digits; s for the star, h for the hash.
    Tones "tones" [Global];
    /// Records the call; the same key ends that.
    Record "record" [Global];
    /// Pauses the recording; the same key goes on.
    PauseRecording "pause-recording" [Global];
    /// An objection: found by its first letters, with what may be answered.
    Objection "objection" [Global];
    /// The caller insults or threatens: what to say, and how to end the call.
    Abuse "abuse" [Global];
    /// Logs a call of the desk phone by hand.
    LogCall "log-call" [Global];

    // The ring card.
    /// Moves the focus to the card of who rings.
    ReadCard "read-card" [Global];
    /// The first contact of the card is the caller.
    CardMatch1 "card-match-1" [Card];
    /// The second contact of the card is the caller.
    CardMatch2 "card-match-2" [Card];
    /// The third contact of the card is the caller.
    CardMatch3 "card-match-3" [Card];
    /// The fourth contact of the card is the caller.
    CardMatch4 "card-match-4" [Card];
    /// The fifth contact of the card is the caller.
    CardMatch5 "card-match-5" [Card];
    /// The sixth contact of the card is the caller.
    CardMatch6 "card-match-6" [Card];
    /// The seventh contact of the card is the caller.
    CardMatch7 "card-match-7" [Card];
    /// The eighth contact of the card is the caller.
    CardMatch8 "card-match-8" [Card];
    /// The ninth contact of the card is the caller.
    CardMatch9 "card-match-9" [Card];
    /// None of the contacts of the card is the caller.
    CardNone "card-none" [Card];
    /// Who it is will be seen later.
    CardLater "card-later" [Card];

    // The script.
    /// Chooses what is marked, or goes on to the next step.
    NextStep "next-step" [Script];
    /// Goes back to the step before; what was typed stays.
    PreviousStep "previous-step" [Script];
    /// Skips a step that does not apply.
    SkipStep "skip-step" [Script];
    /// The respondent does not know.
    DontKnow "dont-know" [Question];
    /// The respondent refuses to answer.
    Refused "refused" [Question];
    /// The question makes no sense of this respondent.
    NotApplicable "not-applicable" [Question];
    /// The detail was checked and is right.
    CheckConfirmed "check-confirmed" [Identify];
    /// The detail that the caller gave is wrong.
    CheckWrong "check-wrong" [Identify];
    /// The caller refuses to give the detail.
    CheckRefused "check-refused" [Identify];
    /// The detail was not asked.
    CheckNotAsked "check-not-asked" [Identify];
    /// The caller can't be identified; a letter then chooses the reason.
    NotIdentified "not-identified" [Identify];
    /// The caller understood.
    Understood "understood" [Understand];
    /// It was explained again, and understood then.
    ExplainedAgain "explained-again" [Understand];
    /// The caller did not understand.
    NotUnderstood "not-understood" [Understand];
    /// Tells the caller that the complaint is being treated; the text for that is prepared.
    AcknowledgeCase "acknowledge-case" [Complaint];
    /// Puts a product into the proposal: the list of what this caller can have.
    ProposeProduct "propose-product" [Proposal];
    /// Says how many of the marked product; 0 takes it out.
    SetQuantity "set-quantity" [Proposal];
    /// Gives a discount on the marked product.
    SetDiscount "set-discount" [Proposal];
    /// The caller accepts the proposal.
    ProposalAccepted "proposal-accepted" [Proposal];
    /// The caller declines; a letter then chooses the reason.
    ProposalDeclined "proposal-declined" [Proposal Agree];
    /// The caller wants to think it over.
    ProposalThinking "proposal-thinking" [Proposal];
    /// The marked item of the agreement was read out; again: it was not.
    ItemRead "item-read" [Agree];
    /// The caller agrees to all that was read out.
    Agreed "agreed" [Agree];
    /// The caller takes what was proposed in addition.
    AddOnTaken "addon-taken" [AddOn];
    /// The caller does not want what was proposed in addition.
    AddOnDeclined "addon-declined" [AddOn];
    /// Nothing was proposed in addition: it was not the moment.
    AddOnNotOffered "addon-not-offered" [AddOn];
    /// Says what the current need is about: the tree of reasons.
    NeedReason "need-reason" [Global];
    /// Says how the current need ended.
    NeedOutcome "need-outcome" [Global];
    /// Opens the next need of the same caller.
    AddNeed "add-need" [Global];
    /// Opens another script in mid-call.
    OpenScript "open-script" [Global];
    /// Says how the cases and orders of the file stand, in the caller's language.
    Standing "standing" [Global];
    /// Lists the steps of the script: which are done, open or left out; jumps to the chosen one.
    Steps "steps" [Global];
    /// Looks knowledge articles up.
    Articles "articles" [Global];
    /// Speaks French with the caller.
    LanguageFr "language-fr" [Global];
    /// Speaks Dutch with the caller.
    LanguageNl "language-nl" [Global];
    /// Speaks German with the caller.
    LanguageDe "language-de" [Global];
    /// Speaks English with the caller.
    LanguageEn "language-en" [Global];
    /// Puts the summary of the contact at the beginning of its note.
    SumUp "sum-up" [Global];
    /// Adds a note to the interaction.
    Note "note" [Global];

    // Contacts.
    /// Looks a contact up.
    Contacts "contacts" [Global];
    /// Opens what is marked; in the queue, takes it.
    Open "open" [Queue Card Contacts];
    /// Edits the contact that is open.
    Edit "edit" [Contact];
    /// Makes a new contact from what was typed.
    NewContact "new-contact" [Global];
    /// Adds the number of the call to the marked contact.
    AttachNumber "attach-number" [Contacts Contact];
    /// Says who is on the line: the marked contact, or somebody else than the file has.
    SetCaller "set-caller" [Global];
    /// Makes the marked contact the file concerned.
    SetFile "set-file" [Global];
    /// No file is concerned.
    FileNone "file-none" [Contact];
    /// The history of the contact.
    History "history" [Global];
    /// Corrects the last result; a letter then chooses the right one.
    CorrectResult "correct-result" [Global];
    /// Lists the interactions whose wrap-up is unfinished.
    Unfinished "unfinished" [Global];
    /// Explains why a call was offered to whom, and why not to me.
    Why "why" [Global];
    /// Lists the calls that nobody answered: today's, or of the days of the figures; for those who lead the floor.
    Abandoned "abandoned" [Global];
    /// Shows the floor: agents, queues, figures of today; for those who lead it.
    Floor "floor" [Global];
    /// Shows figures of a stretch of days, with charts and formulas; for those who lead the floor.
    Figures "figures" [Global];
    /// Shows complaints and other cases, with their deadlines.
    Cases "cases" [Global];
    /// Interviews that were broken off, or are led by somebody: goes on with one in the call in front.
    Interviews "interviews" [Global];
    /// The quotas of the surveys: asked, held, wanted.
    Quotas "quotas" [Global];
    /// Publishes scripts, results, lines and queues, or goes back to what counted before; for those who lead the floor.
    Publish "publish" [Global];
    /// Asks those who lead the floor for help; again: no longer.
    AskHelp "ask-help" [Global];
    /// Writes to a colleague.
    Say "say" [Global];
    /// Lists what was written to me.
    Messages "messages" [Global];
    /// Lists the missed calls.
    Missed "missed" [Global];

    // Moving and choosing.
    /// Takes what is marked or typed.
    Accept "accept" [Global];
    /// Closes what is open, or leaves the field for the script. Never ends the console.
    Cancel "cancel" [Global];
    /// To the next field or pane.
    FocusNext "focus-next" [Global];
    /// To the previous field or pane.
    FocusPrevious "focus-previous" [Global];
    /// To the queue.
    FocusQueue "focus-queue" [Global];
    /// To the script.
    FocusScript "focus-script" [Global];
    /// To the form.
    FocusForm "focus-form" [Global];
    /// Up.
    Up "up" [Global];
    /// Down.
    Down "down" [Global];
    /// A page up.
    PageUp "page-up" [Global];
    /// A page down.
    PageDown "page-down" [Global];
    /// To the start.
    Home "home" [Global];
    /// To the end.
    End "end" [Global];

    // Fields.
    /// Lists the values that the field may take.
    Prompt "prompt" [Form];
    /// Saves what was typed.
    Save "save" [Global];
    /// Undoes the last change of the field.
    Undo "undo" [Global];
    /// To the start of the word.
    WordLeft "word-left" [Text];
    /// To the end of the word.
    WordRight "word-right" [Text];
    /// Deletes the word before the cursor.
    DeleteWord "delete-word" [Text];
    /// Empties the line.
    ClearLine "clear-line" [Text];

    // The console.
    /// Explains the screen and its keys.
    Help "help" [Global];
    /// Finds any action by its name.
    Palette "palette" [Global];
    /// Opens the menu of all that has no key of its own.
    Leader "leader" [Global];
    /// An emergency: the caller's address and number, and whom to call; no gate applies.
    Emergency "emergency" [Global];
    /// Draws the screen anew.
    Redraw "redraw" [Global];
    /// Promises a call, an appointment, a visit or a task, in one line: when, and what for.
    Promise "promise" [Global];
    /// Lists what was promised and is still to be kept.
    Promises "promises" [Global];
    /// Lists messages that wait to be sent.
    Outbox "outbox" [Global];
    /// Calls my phone, records what is said into it, and plays it back.
    CheckPhone "check-phone" [Global];
    /// Says which telephone is mine.
    SetPhone "set-phone" [Global];
    /// Locks the screen until the PIN is typed.
    Lock "lock" [Global];
    /// Chooses another PIN.
    ChangePin "change-pin" [Global];
    /// Signs out and leaves the desk to the next agent.
    SignOut "sign-out" [Global];
    /// Leaves the console.
    Quit "quit" [Global];
}

impl Action {
    /// The action of a name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// Key of the message that names it on the screen.
    pub fn message(self) -> String {
        format!("action-{}", self.name())
    }

    /// Whether a keymap may bind it in `context`.
    pub fn fits(self, context: Context) -> bool {
        let everywhere = self.contexts().contains(&Context::Global);
        match (self, context) {
            (Action::Leader, Context::Leader) => false,
            _ => everywhere || self.contexts().contains(&context),
        }
    }

    /// Whether it can be bound so that it works while text is typed.
    pub fn works_in_text(self) -> bool {
        use super::context::Keeps;
        self.contexts().iter().any(|context| context.keeps() == Keeps::Text)
    }

    /// Which contact of the ring card it chooses, from 0.
    pub fn card_match(self) -> Option<usize> {
        let first = Action::CardMatch1 as usize;
        (Action::CardMatch1..=Action::CardMatch9).contains(&self).then(|| self as usize - first)
    }

    /// It belongs to the steps of a sale.
    pub fn sells(self) -> bool {
        (Action::ProposeProduct..=Action::AddOnNotOffered).contains(&self)
    }

    /// The language that it switches to.
    pub fn language(self) -> Option<Language> {
        match self {
            Action::LanguageFr => Some(Language::Fr),
            Action::LanguageNl => Some(Language::Nl),
            Action::LanguageDe => Some(Language::De),
            Action::LanguageEn => Some(Language::En),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let names: BTreeSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
        for action in Action::ALL {
            let name = action.name();
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
            assert_eq!(Action::from_name(name), Some(*action));
            assert!(action.doc().trim().ends_with('.'), "{name}");
            assert!(!action.contexts().is_empty(), "{name}");
        }
        assert!(!names.contains("none"), "`none` unbinds");
    }

    #[test]
    fn families_are_counted() {
        assert_eq!(Action::CardMatch1.card_match(), Some(0));
        assert_eq!(Action::CardMatch9.card_match(), Some(8));
        assert_eq!(Action::CardNone.card_match(), None);
        assert_eq!(Action::LanguageDe.language(), Some(Language::De));
    }

    #[test]
    fn fitting() {
        assert!(Action::Answer.fits(Context::Queue) && Action::Answer.works_in_text());
        assert!(!Action::CheckWrong.fits(Context::Global) && !Action::CheckWrong.works_in_text());
        assert!(!Action::Leader.fits(Context::Leader));
    }
}

//! A business "no", as data; its words are made at the edge, in the reader's language.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{ContactField, Language, OutgoingNo, PromiseNo, case::CaseNo},
    i18n::Messages,
    script::{SaleRefusal, ScriptRefusal},
    text::Clean,
};

/// Why a command was not carried out. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The user of the host signs in as the agent of that login.
    UserTaken(Clean),
    /// An agent or a shared terminal connects with that name.
    NameTaken(Clean),
    /// The session has no agent.
    NotSignedIn,
    /// No such record.
    Unknown,
    /// The caller gave up before the key arrived.
    GaveUp,
    /// Somebody else has it.
    Taken,
    /// It is not on this agent's desk.
    NotYours,
    /// The line is not open.
    LineClosed,
    /// It is no call to somebody.
    NobodyCalled,
    /// It has its result already: correct it instead.
    AlreadyConcluded,
    /// It has no result yet, or is not of today.
    NotCorrectable,
    /// What follows from the correction is not what was shown any more.
    ConsequencesChanged,
    /// No such result.
    UnknownResult(Clean),
    /// No such script.
    UnknownScript(Clean),
    /// No such article, or no such step in it, by now.
    UnknownArticle,
    /// No such line or agent.
    UnknownLine(Clean),
    /// The script says no.
    Script(ScriptRefusal),
    /// It can't be sold so.
    Sale(SaleRefusal),
    /// A colleague saved these fields in the meantime: field, their value.
    Conflict(Vec<(ContactField, Clean)>),
    /// Withheld until the caller is identified.
    NotIdentified,
    /// The telephone system reported the number.
    NumberKnown,
    /// Which telephone is this agent's is not known.
    NoPhone,
    /// There is no call to listen to there.
    NothingToHear,
    /// Whoever is in a call of their own listens to none.
    OwnCallFirst,
    /// Calls like this one are not recorded.
    NotRecorded,
    /// It is being recorded, or is not, already.
    NoRecording,
    /// The telephone system is not there.
    NoTelephone,
    /// Nothing that can be dialled.
    CannotDial,
    /// The same of that colleague.
    NoPhoneOf(Clean),
    /// There is no digit in it.
    NoNumber,
    /// The file holds nothing that the detail could be compared with, or there is no file.
    NothingToCompare,
    /// A contact needs a name, a number or an e-mail address.
    EmptyContact,
    /// The desk is being closed.
    Closing,
    /// A field can't hold this.
    BadField(ContactField),
    /// The record changed while this was decided, three times over.
    Busy,
    /// This role may not.
    NotAllowed,
    /// That colleague is not at a desk.
    NotHere(Clean),
    /// It is this agent's already.
    Yourself,
    /// It is no wrap-up that an absent agent left.
    NotLeft,
    /// What was to be published has a mistake at that place.
    PackWrong(Clean),
    /// What was to be published is larger than all scripts of a house may be.
    PackTooLarge,
    /// It is what counts already.
    NothingNew,
    /// More than words would change in contacts under way: there.
    MoreThanWords(Clean),
    /// That time is past.
    PastTime,
    /// Another edition is in force by now.
    NotInForce,
    /// It counts already, or was taken back.
    NotAhead,
    /// Nothing was in force before.
    NothingBefore,
    /// It can't be done about that case.
    Case(CaseNo),
    /// Somebody leads that interview: who, where that is known.
    InterviewLed(Clean),
    /// That interview is over.
    InterviewOver,
    /// That interview is somebody else's than who is talked to.
    OtherRespondent(Clean),
    /// It can't be promised, or done about that promise.
    Promise(PromiseNo),
    /// It can't be queued, or taken back.
    Outgoing(OutgoingNo),
    /// Whose the case is does that, or who leads the floor.
    NotYourCase,
    /// There is nothing in the message.
    NothingSaid,
    /// No colleague is being talked to about it.
    NobodyConsulted,
    /// The disk did not take it.
    NotSaved {
        /// Message key of the cause.
        cause: Clean,
        /// What the system said.
        said: Clean,
    },
}

impl Refusal {
    /// Message key of its words.
    pub fn message(&self) -> &'static str {
        match self {
            Refusal::UserTaken(_) => "refusal-user-taken",
            Refusal::NameTaken(_) => "refusal-name-taken",
            Refusal::NotSignedIn => "refusal-not-signed-in",
            Refusal::Unknown => "refusal-unknown",
            Refusal::GaveUp => "refusal-gave-up",
            Refusal::Taken => "refusal-taken",
            Refusal::NotYours => "refusal-not-yours",
            Refusal::LineClosed => "refusal-line-closed",
            Refusal::NobodyCalled => "refusal-nobody-called",
            Refusal::AlreadyConcluded => "refusal-already-concluded",
            Refusal::NotCorrectable => "refusal-not-correctable",
            Refusal::ConsequencesChanged => "refusal-consequences-changed",
            Refusal::UnknownResult(_) => "refusal-unknown-result",
            Refusal::UnknownScript(_) => "refusal-unknown-script",
            Refusal::UnknownArticle => "refusal-unknown-article",
            Refusal::UnknownLine(_) => "refusal-unknown-line",
            Refusal::Script(_) => "refusal-script",
            Refusal::Sale(refusal) => of_sale(refusal),
            Refusal::Conflict(_) => "refusal-conflict",
            Refusal::NotIdentified => "refusal-not-identified",
            Refusal::NumberKnown => "refusal-number-known",
            Refusal::NoPhoneOf(_) => "refusal-no-phone-of",
            Refusal::NoPhone => "refusal-no-phone",
            Refusal::NothingToHear => "refusal-nothing-to-hear",
            Refusal::OwnCallFirst => "refusal-own-call-first",
            Refusal::NotRecorded => "refusal-not-recorded",
            Refusal::NoRecording => "refusal-no-recording",
            Refusal::NoTelephone => "refusal-no-telephone",
            Refusal::CannotDial => "refusal-cannot-dial",
            Refusal::NoNumber => "refusal-no-number",
            Refusal::NothingToCompare => "refusal-nothing-to-compare",
            Refusal::EmptyContact => "refusal-empty-contact",
            Refusal::Closing => "refusal-closing",
            Refusal::BadField(_) => "refusal-bad-field",
            Refusal::Busy => "refusal-busy",
            Refusal::NotAllowed => "refusal-not-allowed",
            Refusal::NotHere(_) => "refusal-not-here",
            Refusal::Yourself => "refusal-yourself",
            Refusal::NotLeft => "refusal-not-left",
            Refusal::PackWrong(_) => "refusal-pack-wrong",
            Refusal::PackTooLarge => "refusal-pack-too-large",
            Refusal::NothingNew => "refusal-nothing-new",
            Refusal::MoreThanWords(_) => "refusal-more-than-words",
            Refusal::PastTime => "refusal-past-time",
            Refusal::NotInForce => "refusal-not-in-force",
            Refusal::NotAhead => "refusal-not-ahead",
            Refusal::NothingBefore => "refusal-nothing-before",
            Refusal::Case(CaseNo::Closed) => "refusal-case-closed",
            Refusal::Case(CaseNo::NotClosed) => "refusal-case-not-closed",
            Refusal::Case(CaseNo::Done) => "refusal-case-done",
            Refusal::InterviewLed(_) => "refusal-interview-led",
            Refusal::InterviewOver => "refusal-interview-over",
            Refusal::OtherRespondent(_) => "refusal-other-respondent",
            Refusal::Promise(PromiseNo::NoNumber) => "refusal-promise-no-number",
            Refusal::Promise(PromiseNo::OutsideHours) => "refusal-promise-hours",
            Refusal::Promise(PromiseNo::Over) => "refusal-promise-over",
            Refusal::Promise(PromiseNo::UnderWay) => "refusal-promise-under-way",
            Refusal::Promise(PromiseNo::NoCall) => "refusal-promise-no-call",
            Refusal::Outgoing(OutgoingNo::NoAddress) => "refusal-outgoing-no-address",
            Refusal::Outgoing(OutgoingNo::Queued) => "refusal-outgoing-queued",
            Refusal::Outgoing(OutgoingNo::Over) => "refusal-outgoing-over",
            Refusal::Outgoing(OutgoingNo::Addressed) => "refusal-outgoing-addressed",
            Refusal::Outgoing(OutgoingNo::NotAnAddress) => "refusal-outgoing-not-an-address",
            Refusal::NotYourCase => "refusal-not-your-case",
            Refusal::NothingSaid => "refusal-nothing-said",
            Refusal::NobodyConsulted => "refusal-nobody-consulted",
            Refusal::NotSaved { .. } => "refusal-not-saved",
        }
    }

    /// What its words are about: a name.
    pub fn detail(&self) -> &str {
        match self {
            Refusal::UnknownResult(what)
            | Refusal::UnknownScript(what)
            | Refusal::UnknownLine(what)
            | Refusal::NotHere(what)
            | Refusal::NoPhoneOf(what)
            | Refusal::InterviewLed(what)
            | Refusal::OtherRespondent(what)
            | Refusal::PackWrong(what)
            | Refusal::MoreThanWords(what)
            | Refusal::NameTaken(what)
            | Refusal::UserTaken(what) => what,
            _ => "",
        }
    }

    /// Its words, where they are about no field of a form or contact.
    pub fn words(&self, messages: &Messages, language: Language) -> String {
        let detail = match self {
            Refusal::NotSaved { cause, said } => {
                let said = messages.system_text(language, said);
                messages.tr(language, cause, &[("detail", said.as_str().into())])
            }
            Refusal::Sale(refusal) => detail_of_sale(refusal, language),
            _ => self.detail().to_owned(),
        };
        messages.tr(language, self.message(), &[("detail", detail.as_str().into())])
    }
}

fn of_sale(refusal: &SaleRefusal) -> &'static str {
    match refusal {
        SaleRefusal::UnknownProduct(_) => "refusal-sale-product",
        SaleRefusal::UnknownReason(_) => "refusal-sale-reason",
        SaleRefusal::NotEligible(_) => "refusal-sale-not-eligible",
        SaleRefusal::AtMost(_) => "refusal-sale-at-most",
        SaleRefusal::DiscountLimit(_) => "refusal-sale-discount",
        SaleRefusal::NoDiscount => "refusal-sale-no-discount",
        SaleRefusal::NothingProposed => "refusal-sale-nothing",
        SaleRefusal::Expired => "refusal-sale-expired",
        SaleRefusal::NotAccepted => "refusal-sale-not-accepted",
        SaleRefusal::StillToRead(_) => "refusal-sale-to-read",
        SaleRefusal::Agreed => "refusal-sale-agreed",
        SaleRefusal::NoAddOn => "refusal-sale-no-addon",
    }
}

fn detail_of_sale(refusal: &SaleRefusal, language: Language) -> String {
    match refusal {
        SaleRefusal::UnknownProduct(code) | SaleRefusal::UnknownReason(code) => code.to_string(),
        SaleRefusal::AtMost(count) | SaleRefusal::StillToRead(count) => count.to_string(),
        SaleRefusal::DiscountLimit(limit) => limit.said(language),
        other => other.why(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_disk_did_not_take_is_said_in_the_readers_language() {
        let messages = Messages::new();
        let full = Refusal::NotSaved { cause: Clean::line("store-full"), said: Clean::default() };
        assert_eq!(full.words(&messages, Language::En), "Not saved: The disk is full. Make room.");
        let large =
            Refusal::NotSaved { cause: Clean::line("store-io"), said: Clean::line("File too large (os error 27)") };
        assert_eq!(
            large.words(&messages, Language::Fr),
            "Pas enregistré : Le système dit : le fichier ne peut plus grandir"
        );
    }
}

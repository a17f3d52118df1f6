//! Command → writes: one file per family of commands. Pure.

pub mod abuse;
pub mod agents;
pub mod articles;
pub mod calls;
pub mod card;
pub mod cases;
pub mod contact;
pub mod corrections;
pub mod dial;
pub mod import;
pub mod intake;
pub mod interviews;
pub mod listen;
pub mod objections;
pub mod outbox;
pub mod outside;
pub mod promises;
pub mod publish;
pub mod recording;
pub mod results;
pub mod sales;
pub mod scripts;
pub mod status;
pub mod supervise;
pub mod terminals;
pub mod transfer;

use super::{
    deciding::Deciding,
    floor::Floor,
    loaded::{Loaded, Want},
    roles,
};
use crate::{
    domain::{
        CheckEnd, ContactId, HangUp, Index, IndexKey, InteractionId, PhoneNumber, Playing, Role, transfer::Target,
    },
    proto::{Command, Refusal, Reply},
    script::Move,
};

/// What has to be read before a command can be decided: everything that is not live on the floor.
pub fn wants(command: &Command, floor: &Floor, region: &str) -> Vec<Want> {
    let contact = |id: &ContactId| Want::Get((*id).into());
    let interaction = |id: &InteractionId| Want::Get((*id).into());
    match command {
        Command::Announce { from, .. } | Command::Arrived { from, .. } => {
            let number = from.as_ref().map(|raw| PhoneNumber::parse(raw, region));
            number.iter().flat_map(|number| [by_number(number), lately(number)]).collect()
        }
        Command::ReadCard { interaction: i, contact: chosen } => {
            chosen.iter().map(contact).chain([interaction(i)]).collect()
        }
        Command::SetFile { interaction: i, contact: chosen } => {
            chosen.iter().map(contact).chain([interaction(i)]).collect()
        }
        Command::SetCaller { interaction: i, caller } => {
            caller.contact.iter().map(contact).chain([interaction(i)]).collect()
        }
        // What is confirmed is compared with the file.
        Command::Step { interaction: i, step: Move::Check { end: CheckEnd::Confirmed, .. } } => {
            let file = floor.open.get(i).and_then(|(_, interaction)| interaction.file);
            file.iter().map(contact).chain([interaction(i)]).collect()
        }
        Command::Step { interaction: i, step: Move::OpenCase } => {
            let open = floor.open.get(i).map(|(_, interaction)| &**interaction);
            [interaction(i)].into_iter().chain(cases::wants(open)).collect()
        }
        Command::Step { interaction: i, step: Move::Answer { .. } } => {
            [interaction(i)].into_iter().chain(sales::wants(*i, floor)).collect()
        }
        Command::Step { interaction: i, .. } => vec![interaction(i)],
        Command::OnCase(case, deed) => cases::wants_on(*case, deed, floor),
        Command::Promise(new) => promises::wants(new, floor),
        Command::OnPromise(id, _) => vec![Want::Get((*id).into())],
        Command::Send(i) => outbox::wants(*i, floor),
        Command::TakeBack(id) | Command::PutBack(id) | Command::AddressTo(id, _) => vec![Want::Get((*id).into())],
        // What one can have may depend on the file.
        Command::Sell { interaction: i, .. } => {
            let file = floor.open.get(i).and_then(|(_, interaction)| interaction.file);
            file.iter().map(contact).chain([interaction(i)]).collect()
        }
        Command::ResumeInterview { interaction: i, interview } => vec![interaction(i), Want::Get((*interview).into())],
        Command::SaveContact { contact: Some(id), attach, .. } => {
            let attached = attach.iter().map(|attach| interaction(&attach.interaction));
            attached.chain([contact(id)]).collect()
        }
        Command::Dial { contact: Some(called), .. } => vec![contact(called)],
        Command::Continue { interaction: i, earlier } => vec![interaction(i), interaction(earlier)],
        Command::Correct { interaction: i, .. } => corrections::wants(*i),
        Command::Answer(i)
        | Command::Conclude { interaction: i, .. }
        | Command::Note { interaction: i, .. }
        | Command::Report { interaction: i, .. }
        | Command::Play(Some(Playing::Recording(i, _))) => vec![interaction(i)],
        Command::Import { rows, region, .. } => import::wants(rows, region),
        _ => Vec::new(),
    }
}

/// What has to be read on top of that, once it is known: what hangs on a result.
pub fn more(command: &Command, loaded: &Loaded) -> Vec<Want> {
    match command {
        Command::Correct { interaction, .. } => corrections::more(*interaction, loaded),
        Command::Promise(new) => promises::more(new, loaded),
        _ => Vec::new(),
    }
}

/// Contacts with that number.
pub fn by_number(number: &PhoneNumber) -> Want {
    Want::List {
        index: Index::ContactByNumber,
        prefix: IndexKey::default().text(&number.key()),
        limit: 9,
        newest_first: false,
    }
}

/// The last contacts with that number.
fn lately(number: &PhoneNumber) -> Want {
    Want::List {
        index: Index::InteractionByNumber,
        prefix: IndexKey::default().text(&number.key()),
        limit: 3,
        newest_first: true,
    }
}

/// Decides a command, routing included.
pub fn decide(d: &mut Deciding<'_>, command: &Command) -> Result<Reply, Refusal> {
    let least = roles::least_for(command);
    if d.who.is_some() && least > Role::Agent && d.me()?.role < least {
        return Err(Refusal::NotAllowed);
    }
    let reply = match command {
        Command::Due => {
            interviews::due(d);
            cases::due(d).and_then(|_| promises::due(d)).map(|()| Reply::Done)
        }
        Command::Gone(agent) => status::gone(d, *agent),
        Command::AtTerminal(there) => status::at_terminal(d, *there),
        Command::SignIn { login, name, language } => status::sign_in(d, login, name, *language),
        Command::AddAgent(details) => agents::add(d, details),
        Command::RemoveAgent(login) => agents::remove(d, login),
        Command::AddTerminal { name, key, phone } => terminals::add(d, name, key.as_ref(), phone.as_ref()),
        Command::RemoveTerminal(name) => terminals::remove(d, name),
        Command::Interface(language) => status::interface(d, *language),
        Command::SetPhone(phone) => status::set_phone(d, phone),
        Command::Phones(phones) => status::phones(d, phones),
        Command::SetPin(hash) => status::set_pin(d, hash),
        Command::SetStatus(status) => status::set(d, status),
        Command::Announce { from, to, name, practice } => {
            intake::announce(d, from.as_ref(), to.as_ref(), name, practice)
        }
        Command::Arrived { call, from, to, name } => intake::arrived(d, call, from.as_ref(), (to, name)),
        Command::Report { interaction, report } => intake::report(d, *interaction, *report),
        Command::SetStatusOf { agent, status } => supervise::set_status(d, *agent, status),
        Command::SetSkills { agent, skills } => supervise::set_skills(d, *agent, skills),
        Command::Relocate { interaction, to } => supervise::relocate(d, *interaction, to),
        Command::Prioritise { interaction, by } => supervise::prioritise(d, *interaction, *by),
        Command::Reassign { interaction, to } => supervise::reassign(d, *interaction, *to),
        Command::Say { to, text } => supervise::say(d, *to, text),
        Command::Publish { files, base, effect } => publish::publish(d, files, *base, *effect),
        Command::RollBack(edition) => publish::roll_back(d, *edition),
        Command::Withdraw(edition) => publish::withdraw(d, *edition),
        Command::AskHelp(asks) => supervise::ask_help(d, *asks),
        Command::Helped(agent) => supervise::helped(d, *agent),
        Command::LogCall => intake::log_call(d),
        Command::Tones { interaction, tones } => calls::tones(d, *interaction, tones),
        Command::Dial { number, contact } => dial::dial(d, number, *contact),
        Command::Answer(interaction) => calls::answer(d, *interaction, false),
        Command::Hold { interaction, held } => calls::hold(d, *interaction, *held),
        Command::Transfer { interaction, to, promised } => transfer::blind(d, *interaction, to, promised),
        Command::Consult { interaction, with } => match with {
            Target::Agent(agent) => transfer::consult(d, *interaction, *agent),
            Target::Outside { number, name } => outside::call(d, *interaction, (number, name), false),
            Target::Queue(_) => Err(Refusal::NobodyConsulted),
        },
        Command::CompleteTransfer { interaction, promised } => transfer::complete(d, *interaction, promised),
        Command::Conference(interaction) => transfer::conference(d, *interaction),
        Command::ListenTo { agent, how } => listen::listen_to(d, *agent, *how),
        Command::EndConsult(interaction) => transfer::give_up(d, *interaction),
        Command::Record { interaction, order } => recording::record(d, *interaction, *order),
        Command::Play(what) => recording::play(d, *what),
        Command::Played { agent, what, well } => recording::played(d, *agent, *what, *well),
        Command::Object { interaction, code } => objections::object(d, *interaction, code),
        Command::SettleObjection { interaction, code, outcome } => objections::settle(d, *interaction, code, *outcome),
        Command::WarnAbuse(interaction) => abuse::warn(d, *interaction),
        Command::EndAbuse(interaction) => abuse::end(d, *interaction),
        Command::HangUp(interaction) => calls::hang_up(d, *interaction, HangUp::Agent),
        Command::HangUpMachine(interaction) => calls::hang_up(d, *interaction, HangUp::Machine),
        Command::Park(interaction) => calls::park(d, *interaction),
        Command::Return(interaction) => calls::return_to(d, *interaction),
        Command::ReadCard { interaction, contact } => card::read(d, *interaction, *contact),
        Command::Continue { interaction, earlier } => card::go_on(d, *interaction, *earlier),
        Command::SetFile { interaction, contact } => card::set_file(d, *interaction, *contact),
        Command::SetCaller { interaction, caller } => card::set_caller(d, *interaction, caller),
        Command::SetNumber { interaction, number } => card::set_number(d, *interaction, number),
        Command::Step { interaction, step } => scripts::step(d, *interaction, step),
        Command::OnCase(case, deed) => cases::on(d, *case, deed),
        Command::Promise(new) => promises::make(d, new),
        Command::Send(interaction) => outbox::send(d, *interaction),
        Command::TakeBack(id) => outbox::take_back(d, *id),
        Command::PutBack(id) => outbox::put_back(d, *id),
        Command::AddressTo(id, to) => outbox::address_to(d, *id, to),
        Command::OnPromise(id, deed) => promises::on(d, *id, deed),
        Command::Sell { interaction, deed } => sales::sell(d, *interaction, deed),
        Command::OpenScript { interaction, script } => scripts::open(d, *interaction, script),
        Command::ResumeInterview { interaction, interview } => interviews::resume(d, *interaction, *interview),
        Command::Speak { interaction, language } => scripts::speak(d, *interaction, *language),
        Command::SetNeed { interaction, need, words, reason, outcome } => {
            results::set_need(d, *interaction, *need, [words.as_ref(), reason.as_ref(), outcome.as_ref()])
        }
        Command::UseArticle(interaction, article, deed) => articles::use_it(d, *interaction, article, deed),
        Command::Mute { interaction, muted } => calls::mute(d, *interaction, *muted),
        Command::LeaveUnidentified { interaction, reason } => scripts::leave_unidentified(d, *interaction, *reason),
        Command::NextNeed(interaction) => scripts::next_need(d, *interaction),
        Command::Note { interaction, text } => results::note(d, *interaction, text),
        Command::Conclude { interaction, code, missing } => results::conclude(d, *interaction, code, missing),
        Command::Correct { interaction, code, why, shown } => {
            corrections::correct(d, *interaction, (code, why), shown.as_deref())
        }
        Command::SaveContact { contact, was, fields, attach } => {
            contact::save(d, *contact, was, fields, attach.as_ref())
        }
        // Nothing of it is kept: the core has it.
        Command::SaveDraft(_) | Command::Telephone(_) => Ok(Reply::Done),
        Command::Import { rows, region, dry_run: false } => import::rows(d, rows, region),
        Command::Import { rows, region, dry_run: true } => return import::rehearse(d, rows, region),
    }?;
    promises::follow(d)?;
    super::routing::route(d, d.unrouted)?;
    scripts::follow_transfers(d);
    interviews::follow(d)?;
    Ok(reply)
}

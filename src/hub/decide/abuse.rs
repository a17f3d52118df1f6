//! A caller who insults or threatens: warned, then the call is ended, whoever leads the floor knows, and the agent has time to
//! recover.

use super::{calls, results, status, supervise::ask_help};
use crate::{
    domain::{Abuse, HangUp, InteractionId},
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    script::pack::ABUSE,
    text::Clean,
};

/// The caller was warned; those who lead the floor see that help is asked for.
pub fn warn(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let mut call = d.mine(id)?;
    let abuse = call.abuse.get_or_insert_default();
    abuse.warned.get_or_insert(d.now.utc);
    d.put_interaction(call);
    ask_help(d, true)
}

/// The call ends for it, with its result; a pause follows.
pub fn end(d: &mut Deciding<'_>, id: InteractionId) -> Result<Reply, Refusal> {
    let mut call = d.mine(id)?;
    let before = call.abuse.unwrap_or_default();
    call.abuse = Some(Abuse { ended: Some(d.now.utc), ..before });
    let code = Clean::line(ABUSE);
    let has_result = d.library_of(&call).result(&code).is_some();
    d.put_interaction(call);
    ask_help(d, true)?;
    if has_result {
        results::conclude(d, id, &code, &Default::default())?;
    } else {
        calls::hang_up(d, id, HangUp::Agent)?;
    }
    status::recover(d)?;
    Ok(Reply::Done)
}

//! Knowledge articles used in a contact.

use crate::{
    domain::{
        InteractionId,
        need::SOLVED,
        used::{Use, use_article},
    },
    hub::deciding::Deciding,
    proto::{Refusal, Reply},
    text::Clean,
};

/// A step of an article is ticked, or it is said whether it helped. The articles in force count in every contact, whatever
/// edition its script is of. What solved the need proposes that as its outcome.
pub fn use_it(d: &mut Deciding<'_>, id: InteractionId, code: &Clean, deed: &Use) -> Result<Reply, Refusal> {
    let mut interaction = d.mine(id)?;
    let article = d.library.article(code).ok_or(Refusal::UnknownArticle)?;
    if let Use::Tick(step) = deed
        && article.steps.iter().all(|known| known.id != *step)
    {
        return Err(Refusal::UnknownArticle);
    }
    let place = interaction.needs.len().saturating_sub(1);
    let did_help = |used: &crate::domain::Used| used.need == place && used.helped == Some(true);
    let before = interaction.articles.iter().any(did_help);
    use_article(&mut interaction.articles, (code, place), deed, (d.library.number(), d.now.utc));
    let helped = interaction.articles.iter().any(did_help);
    let known = d.library_of(&interaction).outcomes().iter().any(|outcome| outcome.code == SOLVED);
    if let Some(need) = interaction.needs.last_mut() {
        if helped && !before && known && need.outcome.is_empty() {
            need.outcome = Clean::line(SOLVED);
        } else if before && !helped && need.outcome == SOLVED {
            need.outcome = Clean::default();
        }
    }
    d.put_interaction(interaction);
    Ok(Reply::Done)
}

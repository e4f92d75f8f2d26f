use pizhu::model::ActorKind;
use pizhu::ops::OpError;
use pizhu::ops::actor::{self, PostOutcome, PostRequest};

use super::dates;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, quoted};

/// Give an actor a post in an organization, or take one away
///
/// The same post once more completes the dates that were not known; with another --from it is a
/// further term. Dates that are known are never replaced.
#[derive(Debug, clap::Args)]
pub(crate) struct Post {
    /// The actor, by name or alias
    name: String,
    /// Where, by name or alias
    #[arg(long, value_name = "ACTOR")]
    organization: String,
    /// As what: 副校长
    #[arg(long, value_name = "TEXT")]
    post: Option<String>,
    /// First day as far as known: 2025-06-11, 2025-06 or 2025
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day as far as known
    #[arg(long, value_name = "DATE", conflicts_with = "remove")]
    to: Option<String>,
    /// Add the organization if it is not there
    #[arg(long, conflicts_with = "remove")]
    new: bool,
    /// Take the post away; statements that name it keep their actor
    #[arg(long)]
    remove: bool,
}

impl Post {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let request = PostRequest {
            actor: self.name,
            organization: self.organization,
            post: self.post,
            from: self.from,
            to: self.to,
            add_organization: self.new,
        };
        if self.remove {
            let removed = actor::remove_post(&mut store, &request)?.value;
            let line = format!("removed {}{}", removed.post.reference(), dates(&removed.post));
            ctx.ui.note(&match removed.statements.len() {
                0 => line,
                n => format!("{line}; named in {}, which keep their actor", count(n, ("statement", "statements"))),
            });
            ctx.ui.hint("take it back with `pizhu undo`");
            return Ok(());
        }
        let posted = actor::post(&mut store, &request).map_err(|error| match error {
            OpError::NotFound { what: "organization", .. } => {
                CommandError::from(error).hint("or add it on the fly with --new")
            }
            other => other.into(),
        })?;
        let posted = posted.value;
        if let Some(organization) = &posted.added_organization {
            ctx.ui.note(&format!("added {organization} (organization)"));
        }
        let post = format!("{}{}", posted.post.reference(), dates(&posted.post));
        ctx.ui.note(&match posted.outcome {
            PostOutcome::Added => format!("added {post}"),
            PostOutcome::Dated => format!("now {post}"),
            PostOutcome::Known => format!("{post} is there already, nothing changed"),
        });
        if posted.organization_kind == ActorKind::Person {
            let name = &posted.post.organization;
            ctx.ui.warn(&format!("{name} is kept as a person"));
            ctx.ui.hint(&format!("correct it with `pizhu actor edit {} --kind organization`", quoted(name)));
        }
        Ok(())
    }
}

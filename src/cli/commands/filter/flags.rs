//! The flags of the one filter, shared by every command that asks about statements or paragraphs.

use clap::builder::PossibleValuesParser;
use pizhu::model::{Filter, ParagraphKind, ParagraphRef, ReadingFilter, Role, StatementKind};
use pizhu::ops::FilterFlag;

use crate::cli::error::{CommandError, CommandResult};

/// Which statements or paragraphs: different flags narrow, a flag given again widens.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filter")]
pub(crate) struct FilterFlags {
    /// In this document, or this stretch of it: cq-ai, cq-ai:8-12
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<ParagraphRef>,
    /// Published on this date or later: 2025-06-11, 2025-06 or 2025; what is dated less exactly counts while it may be
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on this date or earlier; likewise
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Published in this newspaper, on this website
    #[arg(long)]
    outlet: Vec<String>,
    /// In paragraphs of this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(ParagraphKind::NAMES))]
    paragraph_kind: Vec<String>,
    /// Statements of this kind
    #[arg(long, value_parser = PossibleValuesParser::new(StatementKind::NAMES))]
    kind: Vec<String>,
    /// With this theme or one below it
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// With this code or one below it; another variable narrows
    #[arg(long, value_name = "VARIABLE:CODE")]
    code: Vec<String>,
    /// With this actor, in any role or those of --role
    #[arg(long)]
    actor: Vec<String>,
    /// With an actor in this role
    #[arg(long, value_parser = PossibleValuesParser::new(Role::NAMES))]
    role: Vec<String>,
    /// Coded by this coder
    #[arg(long, value_name = "CODER")]
    by: Vec<String>,
    /// In paragraphs these coders, or the one who works here, left so
    #[arg(long, value_name = "STATE", value_parser = PossibleValuesParser::new(ReadingFilter::NAMES))]
    reading: Option<String>,
    /// In documents with this attribute
    #[arg(long, value_name = "NAME=VALUE")]
    attr: Vec<String>,
    /// What this saved filter leaves; another one narrows
    #[arg(long = "filter", value_name = "NAME")]
    named: Vec<String>,
}

impl FilterFlags {
    /// Every flag that was given, with its values.
    fn given(&self) -> Vec<(FilterFlag, Vec<String>)> {
        let one = |value: &Option<String>| value.iter().cloned().collect();
        let all = [
            (FilterFlag::Document, self.document.iter().map(ToString::to_string).collect()),
            (FilterFlag::From, one(&self.from)),
            (FilterFlag::To, one(&self.to)),
            (FilterFlag::Outlet, self.outlet.clone()),
            (FilterFlag::ParagraphKind, self.paragraph_kind.clone()),
            (FilterFlag::Kind, self.kind.clone()),
            (FilterFlag::Theme, self.theme.clone()),
            (FilterFlag::Code, self.code.clone()),
            (FilterFlag::Actor, self.actor.clone()),
            (FilterFlag::Role, self.role.clone()),
            (FilterFlag::By, self.by.clone()),
            (FilterFlag::Reading, one(&self.reading)),
            (FilterFlag::Attr, self.attr.clone()),
            (FilterFlag::Filter, self.named.clone()),
        ];
        all.into_iter().filter(|(_, values)| !values.is_empty()).collect()
    }

    /// What is asked about, in words: nothing is left out unless it says so.
    pub(crate) fn describe(&self) -> String {
        let mut words: Vec<(&str, Vec<String>)> = Vec::new();
        for (flag, values) in self.given() {
            match words.last_mut() {
                // Themes are codes.
                Some((phrase, known)) if *phrase == flag.in_words() => known.extend(values),
                // Kinds come first, and filters narrow each other.
                _ if flag == FilterFlag::Kind => words.insert(0, (flag.in_words(), values)),
                _ if flag == FilterFlag::Filter => words.extend(values.into_iter().map(|v| (flag.in_words(), vec![v]))),
                _ => words.push((flag.in_words(), values)),
            }
        }
        if self.kind.is_empty() {
            words.insert(0, ("of every kind", Vec::new()));
        }
        let said: Vec<String> =
            words.iter().map(|(phrase, values)| format!("{phrase} {}", values.join(" or ")).trim_end().to_owned()).collect();
        said.join(", ")
    }

    /// The flags as words, one form for each.
    ///
    /// # Errors
    /// A saved filter among them: what is saved must not change with another.
    pub(crate) fn words(&self) -> CommandResult<Vec<String>> {
        if !self.named.is_empty() {
            return Err(CommandError::usage("a saved filter cannot be made of another by its name")
                .hint("`pizhu filter list` shows its flags; type those"));
        }
        let each = |(flag, values): (FilterFlag, Vec<String>)| {
            values.into_iter().flat_map(move |value| [format!("--{flag}"), value])
        };
        Ok(self.given().into_iter().flat_map(each).collect())
    }

    /// The filter these flags mean, for `text` and in `target` where the command takes them.
    ///
    /// # Errors
    /// A target beside --document, and values that cannot be.
    pub(crate) fn filter(self, text: Option<String>, target: Option<ParagraphRef>) -> CommandResult<Filter> {
        if target.is_some() && !self.document.is_empty() {
            return Err(CommandError::usage("the place is given twice, by itself and with --document"));
        }
        let mut filter = Filter {
            text: text.filter(|text| !text.is_empty()),
            places: target.into_iter().collect(),
            ..Filter::default()
        };
        for (flag, values) in self.given() {
            for value in values {
                flag.set(&mut filter, &value)?;
            }
        }
        Ok(filter)
    }
}

//! The flags of the one filter, shared by every command that asks about statements or paragraphs.

use clap::builder::PossibleValuesParser;
use pizhu::model::{Filter, Invalid, ParagraphKind, ParagraphRef, ReadingFilter, Role, StatementKind};
use pizhu::ops::attribute;

use super::super::tag::code_flag;
use crate::cli::error::{CommandError, CommandResult};

/// Which statements or paragraphs: different flags narrow, a flag given again widens.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Filter")]
pub(crate) struct FilterFlags {
    /// In this document, or this stretch of it: cq-ai, cq-ai:8-12
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<ParagraphRef>,
    /// Published on this date or later: 2025-06-11, 2025-06 or 2025
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Published on this date or earlier
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
    /// What is asked about, in words: nothing is left out unless it says so.
    pub(crate) fn describe(&self) -> String {
        let kinds = match self.kind.as_slice() {
            [] => "of every kind".to_owned(),
            kinds => format!("of kind {}", kinds.join(" or ")),
        };
        let mut words = vec![kinds];
        let places: Vec<String> = self.document.iter().map(ToString::to_string).collect();
        let codes: Vec<String> = self.theme.iter().chain(&self.code).cloned().collect();
        for (what, values) in [
            ("in", &places),
            ("published from", &self.from.iter().cloned().collect()),
            ("published to", &self.to.iter().cloned().collect()),
            ("from outlet", &self.outlet),
            ("in paragraphs of kind", &self.paragraph_kind),
            ("with code", &codes),
            ("with actor", &self.actor),
            ("with an actor as", &self.role),
            ("coded by", &self.by),
            ("in paragraphs left", &self.reading.iter().cloned().collect()),
            ("with attribute", &self.attr),
        ] {
            if !values.is_empty() {
                words.push(format!("{what} {}", values.join(" or ")));
            }
        }
        words.extend(self.named.iter().map(|name| format!("of the filter {name}")));
        words.join(", ")
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
        let documents: Vec<String> = self.document.iter().map(ToString::to_string).collect();
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let flags = [
            ("--document", documents),
            ("--from", one(&self.from)),
            ("--to", one(&self.to)),
            ("--outlet", self.outlet.clone()),
            ("--paragraph-kind", self.paragraph_kind.clone()),
            ("--kind", self.kind.clone()),
            ("--theme", self.theme.clone()),
            ("--code", self.code.clone()),
            ("--actor", self.actor.clone()),
            ("--role", self.role.clone()),
            ("--by", self.by.clone()),
            ("--reading", one(&self.reading)),
            ("--attr", self.attr.clone()),
        ];
        let each = |(flag, values): (&str, Vec<String>)| {
            values.into_iter().flat_map(|value| [flag.to_owned(), value]).collect::<Vec<_>>()
        };
        Ok(flags.into_iter().flat_map(each).collect())
    }

    /// The filter these flags mean, for `text` and in `target` where the command takes them.
    ///
    /// # Errors
    /// A target beside --document, and values that cannot be.
    pub(crate) fn filter(self, text: Option<String>, target: Option<ParagraphRef>) -> CommandResult<Filter> {
        if target.is_some() && !self.document.is_empty() {
            return Err(CommandError::usage("the place is given twice, by itself and with --document"));
        }
        let codes = self.theme.iter().map(|theme| Ok(theme.parse()?)).chain(self.code.iter().map(|c| code_flag(c)));
        Ok(Filter {
            text: text.filter(|text| !text.is_empty()),
            places: target.into_iter().chain(self.document).collect(),
            from: self.from,
            to: self.to,
            outlets: self.outlet,
            paragraph_kinds: parsed(&self.paragraph_kind)?,
            kinds: parsed(&self.kind)?,
            codes: codes.collect::<CommandResult<_>>()?,
            actors: self.actor,
            roles: parsed(&self.role)?,
            coders: self.by,
            reading: self.reading.as_deref().map(str::parse).transpose()?,
            attributes: self.attr.iter().map(|text| attribute(text)).collect::<Result<_, _>>()?,
            named: self.named,
        })
    }
}

fn parsed<T: std::str::FromStr<Err = Invalid>>(names: &[String]) -> Result<Vec<T>, Invalid> {
    names.iter().map(|name| name.parse()).collect()
}

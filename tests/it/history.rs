//! Undo and redo over random work: taking everything back gives the start, doing everything again
//! gives the end, row by row, whatever was done.

use pizhu::model::{
    ActorId, ActorKind, Clock, CodeId, DocumentFields, DocumentId, LinkKind, OperationKind, ParagraphKind,
    ParagraphRef, ReadingState, Role, Session, Span, StatementId, StatementKind, Uids,
};
use pizhu::ops::paragraph::{
    Destination, JoinOptions, Settle, SplitAt, TextEdit, edit_paragraph, join, move_paragraphs, order, set_kind,
    settle, split,
};
use pizhu::ops::{OpError, reflow_document};
use pizhu::store::{
    CodeFields, MemoTarget, NewActor, NewAffiliation, NewCode, NewDocument, NewDoubt, NewParagraph, NewRemoval,
    NewStatement, NewStatementActor, Reader, Selection, Store, StoreError, Writer,
};
use pizhu::text::Layout;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::dump;

/// One random act: which, and three numbers to choose its objects with.
type Act = (u8, usize, usize, usize);

fn session() -> Session {
    Session {
        command: "test".to_owned(),
        coder: None,
        clock: Clock::Fixed(chrono::DateTime::from_timestamp(1_750_406_400, 0).expect("an instant")),
        uids: Uids::Seeded("history".to_owned()),
    }
}

fn pick<T: Copy>(from: &[T], n: usize) -> Option<T> {
    (!from.is_empty()).then(|| from[n % from.len()])
}

fn statements(r: &Reader<'_>) -> Result<Vec<StatementId>, StoreError> {
    Ok(r.statements(None)?.iter().map(|statement| statement.id).collect())
}

/// Does one act; acts without an object do nothing.
fn act(w: &mut Writer<'_>, (which, a, b, c): Act) -> Result<(), StoreError> {
    let codes: Vec<CodeId> = w.codes(None)?.iter().map(|code| code.id).collect();
    let actors: Vec<ActorId> = w.actors()?.iter().map(|actor| actor.id).collect();
    let documents: Vec<_> = w.documents()?.iter().map(|document| document.id).collect();
    let statements = statements(w)?;
    match which % 30 {
        0 => import(w, a, b)?,
        1..=4 => tag(w, a, b, c)?,
        5 => {
            let variable = w.variables()?[0].id;
            let siblings: Vec<CodeId> = w.codes(Some(variable))?.iter().map(|code| code.id).collect();
            let parent = pick(&siblings, b).filter(|_| c % 2 == 0);
            let name = format!("码{b}-{c}");
            if w.codes_named(Some(variable), &name)?.is_empty() {
                w.insert_code(&NewCode { variable, parent, name, fields: CodeFields::default() })?;
            }
        }
        6 => drop(pick(&codes, a).map(|code| w.rename_code(code, &format!("名{b}-{}", code.0))).transpose()?),
        7 => {
            if let (Some(from), Some(to)) = (pick(&codes, a), pick(&codes, b))
                && from != to
                && w.code_children(from)?.is_empty()
            {
                w.recode(from, to)?;
                w.move_code_memos(from, to)?;
                w.delete_code(from)?;
            }
        }
        8 => {
            let (kind, name) = (ActorKind::ALL[a % 3], format!("者{b}-{c}"));
            if w.actors_named(&name)?.is_empty() {
                w.insert_actor(&NewActor { name, kind, actor_type: None })?;
            }
        }
        9 => {
            if let (Some(actor), Some(organization)) = (pick(&actors, a), pick(&actors, b))
                && actor != organization
                && !w.affiliations(Some(actor))?.iter().any(|post| post.organization_id == organization)
            {
                w.insert_affiliation(&NewAffiliation {
                    actor,
                    organization,
                    post: Some(format!("职{c}")),
                    from: None,
                    to: None,
                })?;
            }
        }
        10 => {
            if let (Some(from), Some(into)) = (pick(&actors, a), pick(&actors, b))
                && from != into
                && !w.affiliations(None)?.iter().any(|post| {
                    (post.actor_id == into && post.organization_id == from)
                        || (post.actor_id == from && post.organization_id == into)
                })
            {
                w.merge_actor(from, into, &format!("旧{c}"))?;
            }
        }
        11 => drop(pick(&statements, a).map(|statement| w.delete_statement(statement)).transpose()?),
        12 => {
            if let (Some(from), Some(to)) = (pick(&statements, a), pick(&statements, b))
                && from != to
            {
                w.insert_link(from, to, LinkKind::ALL[c % LinkKind::ALL.len()])?;
            }
        }
        13 => {
            if let Some(document) = pick(&documents, a) {
                for paragraph in w.paragraphs(document, 1, 1 + u32::try_from(b % 3).expect("small"))? {
                    w.set_reading(
                        paragraph.id,
                        pick(&[None, Some(ReadingState::None), Some(ReadingState::Done)], c).flatten(),
                    )?;
                }
            }
        }
        14 => {
            if let Some(document) = pick(&documents, a) {
                w.insert_memo(MemoTarget::Document(document), &format!("记{b}"))?;
                w.set_attribute(
                    document,
                    &format!("属{}", c % 3),
                    Some(&format!("值{b}")).filter(|_| b % 3 > 0).map(|x| x.as_str()),
                )?;
            }
        }
        15 => {
            if let Some(document) = pick(&documents, a) {
                let fields = DocumentFields { title: Some(format!("题{b}")), ..DocumentFields::default() };
                w.update_document(document, &format!("k{}", document.0), &fields)?;
            }
        }
        16 => drop(pick(&documents, a).filter(|_| b % 3 == 0).map(|document| w.delete_document(document)).transpose()?),
        17 => {
            if let Some(id) = pick(&statements, a)
                && let Some(mut row) = w.statement(id)?
            {
                row.summary = Some(format!("要{b}"));
                row.kind = StatementKind::ALL[c % StatementKind::ALL.len()];
                w.update_statement(&row)?;
            }
        }
        _ => rarer_act(w, (which % 30, a, b, c))?,
    }
    Ok(())
}

/// The acts people do less often.
fn rarer_act(w: &mut Writer<'_>, (which, a, b, c): Act) -> Result<(), StoreError> {
    let codes = w.codes(None)?;
    let code = (!codes.is_empty()).then(|| &codes[a % codes.len()]);
    let actors: Vec<ActorId> = w.actors()?.iter().map(|actor| actor.id).collect();
    let statements = statements(w)?;
    match which {
        18 => {
            // Below another of its variable, or to the top; never below itself.
            let parent = pick(&codes.iter().map(|code| code.id).collect::<Vec<_>>(), b).filter(|_| c % 3 > 0);
            if let Some(code) = code {
                let place = parent.and_then(|id| codes.iter().find(|other| other.id == id));
                let fits = place.is_none_or(|place| {
                    place.variable_id == code.variable_id
                        && place.id != code.id
                        && !place.path.starts_with(&format!("{}/", code.path))
                });
                let sibling = codes.iter().any(|other| other.parent_id == parent && other.name == code.name);
                if fits && !sibling {
                    w.move_code(code.id, parent)?;
                }
            }
        }
        19 => {
            if let Some(code) = code {
                let fields = CodeFields {
                    label: Some(format!("标{b}")),
                    definition: (c % 2 == 0).then(|| format!("义{c}")),
                    ..CodeFields::default()
                };
                w.update_code(code.id, &fields)?;
            }
        }
        20 => drop(code.map(|code| w.set_code_retired(code.id, b % 2 == 0)).transpose()?),
        21 => {
            let name = format!("量{}", b % 5);
            match w.variable_by_name(&name)? {
                Some((id, multiple)) => drop(w.update_variable(id, Some(&format!("标{c}")), None, multiple)?),
                None => {
                    let variable = w.insert_variable(&name, c % 2 == 0)?;
                    let fields = CodeFields::default();
                    w.insert_code(&NewCode { variable, parent: None, name: format!("值{c}"), fields })?;
                }
            }
        }
        22 => drop(pick(&actors, a).map(|actor| w.insert_alias(actor, &format!("号{}", b % 9))).transpose()?),
        23 => {
            if let Some((actor, name)) = w.aliases(None)?.get(b % 4) {
                w.delete_alias(*actor, name)?;
            }
        }
        24 => {
            let posts: Vec<_> = w.affiliations(None)?.iter().map(|post| post.id).collect();
            match pick(&posts, a) {
                Some(post) if c % 2 == 0 => drop(w.update_affiliation(post, Some("2024"), None)?),
                Some(post) => w.delete_affiliation(post)?,
                None => {}
            }
        }
        25 => {
            if let Some(actor) = pick(&actors, a)
                && w.actor_statements(actor)?.is_empty()
                && !w.affiliations(None)?.iter().any(|post| post.organization_id == actor)
            {
                w.insert_memo(MemoTarget::Actor(actor), "去")?;
                w.delete_actor(actor)?;
            }
        }
        26 => {
            let (coder, name) = (w.coder(), format!("员{b}-{c}"));
            if w.coder_by_name(&name)?.is_none() {
                match c % 3 {
                    0 => w.rename_coder(coder, &name)?,
                    1 => drop(w.insert_coder(&name)?),
                    _ => {}
                }
                if c % 3 < 2 {
                    w.use_coder(&name)?;
                }
            }
        }
        27 => {
            let links = w.links(None)?;
            if !links.is_empty() {
                w.delete_link(&links[a % links.len()])?;
            }
        }
        28 => {
            if let Some(id) = pick(&statements, a)
                && let Some(mut row) = w.statement(id)?
                && let Some(paragraph) = w.paragraph(row.paragraph_id)?
            {
                let start = u32::try_from(b % 9).expect("small");
                row.span = Span::new(start, start + 1 + u32::try_from(c % 5).expect("small")).expect("a span");
                // A paragraph that was cut may be too short.
                if let Some(quote) = row.span.slice(&paragraph.text) {
                    row.quote = quote.to_owned();
                    w.update_statement(&row)?;
                }
            }
        }
        _ => {
            if let Some(id) = pick(&statements, a) {
                let target = MemoTarget::Statement(id);
                if c % 3 == 0 {
                    w.clear_memos(target)?;
                } else {
                    w.insert_memo(target, &format!("记{b}"))?;
                }
            }
        }
    }
    Ok(())
}

fn import(w: &mut Writer<'_>, a: usize, b: usize) -> Result<(), StoreError> {
    let key = format!("d{a}-{b}");
    if w.document_by_key(&key)?.is_some() {
        return Ok(());
    }
    let new = NewDocument {
        key,
        fields: DocumentFields::default(),
        attributes: vec![("年".to_owned(), b.to_string())],
        source_file: None,
        sha256: format!("{a:064}"),
        encoding: "UTF-8".to_owned(),
        extractor: "test".to_owned(),
        source: "原文\n".repeat(1 + b % 3),
        text_hash: Some(format!("{b:064}")),
        simhash: Some(u64::MAX - a as u64),
    };
    let removal = NewRemoval { line: 1, text: "重".to_owned(), reason: "fake_bold".to_owned() };
    let doubt =
        NewDoubt { line: 1, next_line: 2, broken: b.is_multiple_of(2), score: -30, reasons: "full line".to_owned() };
    let id = w.insert_document(&new, &[removal], &[doubt])?;
    let paragraphs: Vec<NewParagraph> = (0..1 + a % 4)
        .map(|n| NewParagraph {
            kind: ParagraphKind::Body,
            section: None,
            text: format!("第{n}段𠮷建议优化算力布局，降低使用门槛。"),
            source_lines: Some((n + 1, n + 1)),
        })
        .collect();
    w.insert_paragraphs(id, &paragraphs).map(|_| ())
}

/// Corrects a paragraph, as a person would by command; a correction may be refused. Every quote must
/// stay what it was, but for the statements that were told to take other words, and nothing but white
/// space may come or go, but where the text itself was edited.
fn correct(store: &mut Store, (which, a, b, c): Act) -> Result<(), TestCaseError> {
    let all = store.read(|r| r.select_paragraph_ids(&Selection::default())).map_err(failed)?;
    let Some(id) = pick(&all, a) else { return Ok(()) };
    let row = store.read(|r| r.paragraph(id)).map_err(failed)?.expect("it is there");
    let last = store.read(|r| r.last_ordinal(row.document_id)).map_err(failed)?;
    let small = |n: usize, below: u32| u32::try_from(n).expect("small") % below.max(1);
    let reference =
        |first: u32, last: u32| ParagraphRef { document: Some(row.document.clone()), range: Some((first, last)) };
    let here = reference(row.ordinal, row.ordinal);
    let other = 1 + small(b, last);
    let chars: Vec<char> = row.text.chars().collect();
    let (before_quotes, before_text) = (quotes(store)?, visible(store, row.document_id)?);
    let ended: Result<bool, OpError> = match which % 9 {
        0 | 1 => split(store, &here, &SplitAt::Offset(small(b, u32::try_from(chars.len()).expect("small"))), false)
            .map(|_| false),
        2 | 3 => {
            let until = (row.ordinal + 1 + small(b, 2)).min(last);
            let options = JoinOptions {
                with: pick(&[None, Some(" "), Some("")], c).flatten().map(str::to_owned),
                kind: pick(&[None, Some(ParagraphKind::Heading)], b).flatten(),
                dry_run: false,
            };
            join(store, &[reference(row.ordinal, until)], &options).map(|_| false)
        }
        4 => {
            let to = match c % 3 {
                0 => Destination::To(other),
                1 => Destination::Before(reference(other, other)),
                _ => Destination::After(reference(other, other)),
            };
            let until = (row.ordinal + small(c, 2)).min(last);
            move_paragraphs(store, &[reference(row.ordinal, until)], &to, false).map(|_| false)
        }
        5 => {
            let mut numbers: Vec<u32> = (1..=last).collect();
            numbers.rotate_left(b % last as usize);
            numbers.truncate(1 + c % last as usize);
            order(store, Some(&row.document), &numbers, false).map(|_| false)
        }
        6 => set_kind(store, &[here], ParagraphKind::ALL[c % ParagraphKind::ALL.len()], false).map(|_| false),
        7 => {
            let (at, gone) = (b % chars.len(), c % 4);
            let mut text = chars.clone();
            text.splice(at..(at + gone).min(chars.len()), "新𠮷".chars().take(b % 3));
            let text = text.into_iter().collect();
            edit_paragraph(store, &here, &TextEdit::Whole(text), (c % 2 == 0, false)).map(|_| true)
        }
        _ if c % 2 == 0 => settle(store, &Settle::At(here)).map(|_| false),
        _ => reflow_document(store, Some(&row.document), Layout::Lines, false).map(|_| true),
    };
    let (after_quotes, after_text) = (quotes(store)?, visible(store, row.document_id)?);
    match ended {
        Ok(true) => prop_assert_eq!(before_quotes.len(), after_quotes.len()),
        Ok(false) => {
            prop_assert_eq!(before_quotes, after_quotes);
            prop_assert_eq!(before_text, after_text);
        }
        Err(OpError::Store(error)) => return Err(failed(error)),
        Err(_) => prop_assert_eq!((before_quotes, before_text), (after_quotes, after_text)),
    }
    Ok(())
}

/// The words of every statement; each must stand where it says.
fn quotes(store: &Store) -> Result<Vec<(StatementId, String)>, TestCaseError> {
    store.read(|r| {
        let mut quotes = Vec::new();
        for statement in r.statements(None).map_err(failed)? {
            let paragraph = r.paragraph(statement.paragraph_id).map_err(failed)?.expect("where it stands");
            prop_assert_eq!(statement.span.slice(&paragraph.text), Some(statement.quote.as_str()));
            quotes.push((statement.id, statement.quote));
        }
        quotes.sort();
        Ok(quotes)
    })
}

/// The characters of a document but for white space, in no order; its paragraphs are numbered from 1.
fn visible(store: &Store, document: DocumentId) -> Result<Vec<char>, TestCaseError> {
    store.read(|r| {
        let paragraphs = r.paragraphs(document, 1, u32::MAX).map_err(failed)?;
        for (paragraph, number) in paragraphs.iter().zip(1..) {
            prop_assert_eq!(paragraph.ordinal, number);
        }
        let mut characters: Vec<char> =
            paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).filter(|c| !c.is_whitespace()).collect();
        characters.sort_unstable();
        Ok(characters)
    })
}

fn tag(w: &mut Writer<'_>, a: usize, b: usize, c: usize) -> Result<(), StoreError> {
    let all = w.select_paragraph_ids(&Selection::default())?;
    let Some(paragraph) = pick(&all, a).map(|id| w.paragraph(id)).transpose()?.flatten() else { return Ok(()) };
    let start = u32::try_from(b % 8).expect("small");
    let span = Span::new(start, start + 1 + u32::try_from(c % 6).expect("small")).expect("a span");
    // A paragraph that was cut may be too short.
    let Some(quote) = span.slice(&paragraph.text).map(str::to_owned) else { return Ok(()) };
    let codes: Vec<CodeId> = w.codes(None)?.iter().map(|code| code.id).collect();
    let code = pick(&codes, b.wrapping_add(c));
    let actor = pick(&w.actors()?.iter().map(|actor| actor.id).collect::<Vec<_>>(), c);
    let affiliation = match actor {
        Some(actor) => w.affiliations(Some(actor))?.first().map(|post| post.id),
        None => None,
    };
    w.insert_statement(&NewStatement {
        paragraph: paragraph.id,
        span,
        quote,
        kind: StatementKind::Proposal,
        stance: Some(1),
        summary: None,
        codes: code.into_iter().collect(),
        actors: actor
            .map(|actor| NewStatementActor { actor, role: Role::ALL[a % Role::ALL.len()], affiliation })
            .into_iter()
            .collect(),
    })?;
    Ok(())
}

/// Every row of the project, read through an operation that changes nothing.
fn rows(store: &Store) -> String {
    dump::of_store(store)
}

fn failed(error: StoreError) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// A project with the states it went through: what history must do, in the plainest way.
struct Model {
    store: Store,
    /// The rows at the start and after each operation, done or taken back.
    states: Vec<String>,
    /// How many operations are in force.
    done: usize,
}

impl Model {
    fn new() -> Self {
        let store = Store::in_memory("li", session()).expect("a project");
        Self { states: vec![rows(&store)], store, done: 0 }
    }

    fn work(&mut self, one: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>) -> Result<(), TestCaseError> {
        let written = self.store.write(OperationKind::Tag, one).map_err(failed)?;
        if written.operation.is_some() {
            self.states.truncate(self.done + 1);
            self.states.push(rows(&self.store));
            self.done += 1;
        }
        Ok(())
    }

    fn correct(&mut self, act: Act) -> Result<(), TestCaseError> {
        correct(&mut self.store, act)?;
        let now = rows(&self.store);
        if now != self.states[self.done] {
            self.states.truncate(self.done + 1);
            self.states.push(now);
            self.done += 1;
        }
        Ok(())
    }

    fn undo(&mut self, n: usize) -> Result<(), TestCaseError> {
        let steps = n.min(self.done);
        match self.store.undo(n) {
            Ok(taken) => prop_assert_eq!(taken.len(), steps),
            Err(StoreError::NothingToUndo) => prop_assert_eq!(steps, 0),
            Err(error) => return Err(failed(error)),
        }
        self.done -= steps;
        self.check()
    }

    fn redo(&mut self, n: usize) -> Result<(), TestCaseError> {
        let steps = n.min(self.states.len() - 1 - self.done);
        match self.store.redo(n) {
            Ok(taken) => prop_assert_eq!(taken.len(), steps),
            Err(StoreError::NothingToRedo) => prop_assert_eq!(steps, 0),
            Err(error) => return Err(failed(error)),
        }
        self.done += steps;
        self.check()
    }

    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(&rows(&self.store), &self.states[self.done]);
        Ok(())
    }
}

#[test]
fn undo_and_redo_lead_through_the_same_states_whatever_was_done() {
    // An operation is one act to three: so it may change one row twice, and a change that is not
    // logged cannot hide behind an operation without rows.
    let one_act = (any::<u8>(), 0_usize..1000, 0_usize..1000, 0_usize..1000);
    let work = prop::collection::vec(prop::collection::vec(one_act, 1..=3), 1..=25);
    let mut runner = TestRunner::new(Config { cases: 1000, failure_persistence: None, ..Config::default() });
    runner
        .run(&work, |work| {
            let mut model = Model::new();
            for acts in work {
                match acts[0] {
                    (which, n, ..) if which >= 240 => model.undo(1 + n % 4)?,
                    (which, n, ..) if which >= 228 => model.redo(1 + n % 4)?,
                    (which, ..) if which >= 160 => model.correct(acts[0])?,
                    _ => model.work(|w| acts.iter().try_for_each(|one| act(w, *one)))?,
                }
            }
            let done = model.done;
            model.undo(usize::MAX)?;
            model.redo(done)?;
            // Half way back, new work, and back to the start: what was overtaken stays away.
            model.undo(done.div_ceil(2))?;
            model.work(|w| import(w, 3, 9999))?;
            prop_assert!(matches!(model.store.redo(1), Err(StoreError::NothingToRedo)));
            model.undo(usize::MAX)?;
            prop_assert!(matches!(model.store.undo(1), Err(StoreError::NothingToUndo)));
            Ok(())
        })
        .expect("history holds");
}

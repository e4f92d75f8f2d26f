//! The tree a page is parsed into: what the parser asks of one, and the depth of what it makes.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell, RefMut};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

/// A node, linked to its neighbours.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    /// Name of an element; `None` for the document and for text.
    pub(super) name: Option<QualName>,
    /// Attributes of an element.
    pub(super) attributes: Vec<Attribute>,
    /// Characters of a piece of text.
    pub(super) text: Option<StrTendril>,
    /// First node in it.
    pub(super) first: Option<usize>,
    /// Node after it in the same element.
    pub(super) next: Option<usize>,
    parent: Option<usize>,
    last: Option<usize>,
    previous: Option<usize>,
    depth: u16,
}

/// Nodes by index; the first is the document. Comments are nodes without content.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: RefCell<Vec<Leaf>>,
    deepest: Cell<u16>,
}

impl Tree {
    /// An empty document.
    pub(super) fn new() -> Self {
        Self { nodes: RefCell::new(vec![Leaf::default()]), deepest: Cell::new(0) }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// The greatest depth of a node that was put in place since this was asked last.
    pub(super) fn take_deepest(&self) -> u16 {
        self.deepest.take()
    }

    /// The nodes.
    pub(super) fn into_nodes(self) -> Vec<Leaf> {
        self.nodes.into_inner()
    }

    fn push(&self, leaf: Leaf) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(leaf);
        nodes.len() - 1
    }

    /// Puts a node into `parent`, before `next` or last.
    fn place(&self, nodes: &mut RefMut<'_, Vec<Leaf>>, at: usize, parent: usize, next: Option<usize>) {
        unlink(nodes, at);
        let previous = next.map_or(nodes[parent].last, |next| nodes[next].previous);
        let depth = nodes[parent].depth.saturating_add(1);
        let leaf = &mut nodes[at];
        (leaf.parent, leaf.previous, leaf.next, leaf.depth) = (Some(parent), previous, next, depth);
        if leaf.name.is_some() {
            self.deepest.set(self.deepest.get().max(depth));
        }
        match previous {
            Some(previous) => nodes[previous].next = Some(at),
            None => nodes[parent].first = Some(at),
        }
        match next {
            Some(next) => nodes[next].previous = Some(at),
            None => nodes[parent].last = Some(at),
        }
    }

    fn insert(&self, parent: usize, next: Option<usize>, child: NodeOrText<usize>) {
        let mut nodes = self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(at) => self.place(&mut nodes, at, parent, next),
            NodeOrText::AppendText(text) => {
                let previous = next.map_or(nodes[parent].last, |next| nodes[next].previous);
                if let Some(before) = previous.and_then(|at| nodes[at].text.as_mut()) {
                    before.push_tendril(&text);
                    return;
                }
                nodes.push(Leaf { text: Some(text), ..Leaf::default() });
                let at = nodes.len() - 1;
                self.place(&mut nodes, at, parent, next);
            }
        }
    }
}

/// Takes a node out of where it stands.
fn unlink(nodes: &mut [Leaf], at: usize) {
    let leaf = &mut nodes[at];
    let (parent, previous, next) = (leaf.parent.take(), leaf.previous.take(), leaf.next.take());
    let Some(parent) = parent else { return };
    match previous {
        Some(previous) => nodes[previous].next = next,
        None => nodes[parent].first = next,
    }
    match next {
        Some(next) => nodes[next].previous = previous,
        None => nodes[parent].last = previous,
    }
}

impl TreeSink for Tree {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        static NAMELESS: QualName = QualName { prefix: None, ns: html5ever::ns!(), local: html5ever::local_name!("") };
        Ref::map(self.nodes.borrow(), |nodes| nodes[*target].name.as_ref().unwrap_or(&NAMELESS))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.push(Leaf { name: Some(name), attributes, ..Leaf::default() })
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.push(Leaf::default())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.push(Leaf::default())
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let placed = self.nodes.borrow()[*element].parent.is_some();
        if placed {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template stands in the element itself: it is left out as a whole later.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let own = &mut self.nodes.borrow_mut()[*target].attributes;
        for attribute in attributes {
            if !own.iter().any(|known| known.name == attribute.name) {
                own.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        unlink(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = nodes[*node].first {
            self.place(&mut nodes, child, *parent, None);
        }
    }
}

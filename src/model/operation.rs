//! Operations: the user-visible changes, each with a name.

use super::names::named_enum;

named_enum! {
    /// What a person did.
    OperationKind("operation kind") {
        /// The project was made.
        Init = "init",
        /// Documents were added.
        Import = "import",
        /// A document's fields were changed.
        DocumentSet = "document.set",
        /// A document was removed with all it holds.
        DocumentRemove = "document.rm",
        /// The paragraphs of a document were restored anew from its source.
        DocumentReflow = "document.reflow",
        /// One paragraph was made two.
        ParagraphSplit = "paragraph.split",
        /// Paragraphs were made one.
        ParagraphJoin = "paragraph.join",
        /// Paragraphs got another place in the reading order.
        ParagraphMove = "paragraph.move",
        /// Paragraphs were said to be something else on their page.
        ParagraphKind = "paragraph.kind",
        /// The text of a paragraph was corrected.
        ParagraphEdit = "paragraph.edit",
        /// Doubtful boundaries were looked at and left as they are.
        DoubtSettle = "doubt.settle",
        /// Statements were added.
        Tag = "tag",
        /// A statement was changed.
        StatementEdit = "statement.edit",
        /// Statements were removed.
        StatementRemove = "statement.rm",
        /// Statements were linked.
        LinkAdd = "link.add",
        /// A link was removed.
        LinkRemove = "link.rm",
        /// Paragraphs were marked as read.
        Read = "read",
        /// A note was written.
        Note = "note",
        /// A variable was added.
        VariableAdd = "variable.add",
        /// What is said about a variable was changed.
        VariableEdit = "variable.edit",
        /// A code was added.
        CodeAdd = "code.add",
        /// A code's fields were changed.
        CodeEdit = "code.edit",
        /// A code got another name.
        CodeRename = "code.rename",
        /// A code got another place.
        CodeMove = "code.move",
        /// A code was made part of another.
        CodeMerge = "code.merge",
        /// A code was retired or brought back.
        CodeRetire = "code.retire",
        /// A code without statements was removed.
        CodeRemove = "code.rm",
        /// A codebook file was read in.
        CodebookImport = "codebook.import",
        /// An actor was added.
        ActorAdd = "actor.add",
        /// An actor's fields were changed.
        ActorEdit = "actor.edit",
        /// An actor got another name to be known by.
        ActorAlias = "actor.alias",
        /// An actor was made one with another.
        ActorMerge = "actor.merge",
        /// An actor got or lost a post.
        ActorPost = "actor.post",
        /// An actor without statements was removed.
        ActorRemove = "actor.rm",
        /// A file of actors was read in.
        ActorImport = "actor.import",
        /// A coder was added.
        CoderAdd = "coder.add",
        /// Another coder works here from now on.
        CoderUse = "coder.use",
        /// A coder got another name.
        CoderRename = "coder.rename",
        /// A question in SQL got a name, or another wording.
        QuerySave = "query.save",
        /// A saved question was removed.
        QueryRemove = "query.rm",
        /// Operations were taken back.
        Undo = "undo",
        /// Operations taken back were done again.
        Redo = "redo",
    }
}

named_enum! {
    /// Where an operation stands in the history.
    OperationState("operation state") {
        /// In force.
        Done = "done",
        /// Taken back; redo brings it again.
        Undone = "undone",
        /// Taken back and overtaken by newer work.
        Dropped = "dropped",
    }
}

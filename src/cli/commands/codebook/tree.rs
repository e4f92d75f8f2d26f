//! The codebook as a tree, for people.

use pizhu::store::{CodeRow, VariableRow};

use crate::cli::error::CommandResult;
use crate::cli::ui::{Style, Ui};

/// Draws each variable with its codes below it, indented, with the number of their statements.
/// `codes` stand in the order of the codebook; a code left out leaves those below it in their place.
pub(super) fn draw(ui: &mut Ui, variables: &[VariableRow], codes: &[CodeRow]) -> CommandResult {
    for variable in variables {
        let name = ui.styled(Style::Strong, &variable.name);
        let kind = if variable.multiple { "several per statement" } else { "one per statement" };
        let about = match &variable.label {
            Some(label) => format!("{label} · {kind}"),
            None => kind.to_owned(),
        };
        let about = ui.styled(Style::Dim, &about);
        ui.composed(&format!("{name}  {about}"))?;
        for code in codes.iter().filter(|code| code.variable_id == variable.id) {
            let line = line(ui, code);
            ui.composed(&line)?;
        }
    }
    Ok(())
}

/// `  学段衔接 (3)  School stages`.
fn line(ui: &Ui, code: &CodeRow) -> String {
    let indent = "  ".repeat(code.depth as usize);
    let mut line = format!("{indent}{}", ui.styled(Style::Handle, &code.name));
    if code.n_statements > 0 {
        line.push_str(&format!(" ({})", code.n_statements));
    }
    if code.retired {
        line.push_str(&ui.styled(Style::Dim, " retired"));
    }
    if let Some(label) = &code.fields.label {
        line.push_str(&ui.styled(Style::Dim, &format!("  {label}")));
    }
    line
}

//! Standard output for what writes bytes.

use std::io::{self, Write};

use super::error::{CommandError, CommandResult};
use super::ui::Ui;

/// Lets `fill` write to standard output. The stream's own error comes before what `fill` made of it.
pub(super) fn stream<T>(ui: &mut Ui, fill: impl FnOnce(&mut dyn Write) -> CommandResult<T>) -> CommandResult<T> {
    let mut out = DataOut { ui, line: Vec::new(), failed: None };
    let filled = fill(&mut out);
    match out.failed {
        Some(error) => Err(error),
        None => filled,
    }
}

/// Standard output as a stream of bytes: whole lines go on as text.
struct DataOut<'a> {
    ui: &'a mut Ui,
    line: Vec<u8>,
    failed: Option<CommandError>,
}

impl Write for DataOut<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        let whole = self.line.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let text = String::from_utf8_lossy(&self.line[..whole]).into_owned();
        if let Err(error) = self.ui.data(&text) {
            self.failed = Some(error);
            return Err(io::ErrorKind::Other.into());
        }
        self.line.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

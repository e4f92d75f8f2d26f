//! What the process that reads may take, and how it is ended. Without Unix there are no limits but the
//! patience of whoever asked.

use std::io;
use std::process::{Child, Command, ExitStatus};

use crate::intake::Format;

/// Memory the process may ever have, in MiB.
const MEMORY: u64 = 1024;
/// Memory a PDF may take besides several times its own size, in MiB. Others take what is in them: a
/// workbook has all its texts at once.
const PDF_MEMORY: u64 = 256;
/// Seconds it may compute on one file.
pub(super) const COMPUTING: u64 = 60;

/// Memory for one file of so many bytes, in MiB.
pub(super) const fn memory_for(format: Format, size: usize) -> u64 {
    let own = PDF_MEMORY + 4 * (size as u64 >> 20);
    match format {
        Format::Pdf if own < MEMORY => own,
        _ => MEMORY,
    }
}

/// Bounds the memory of this process for good.
#[cfg(unix)]
pub(super) fn memory() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = getrlimit(Resource::As).maximum.unwrap_or(u64::MAX).min(MEMORY << 20);
    setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) })?;
    // Its crash is expected and leaves no picture of somebody's texts on the disk.
    Ok(setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?)
}

/// Bounds what this process may take from now on: memory in MiB, and how long it may compute.
#[cfg(unix)]
pub(super) fn from_now(memory: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::As).maximum;
    // What earlier files made it take is not all given back.
    let current = Some(((taken() + memory) << 20).min(maximum.unwrap_or(u64::MAX)));
    setrlimit(Resource::As, Rlimit { current, maximum })?;
    computing()
}

/// Memory this process has taken, in MiB; 0 where the system does not tell.
#[cfg(unix)]
fn taken() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")?.strip_suffix("kB")?.trim().parse().ok());
    size.map_or(0, |kibibytes: u64| kibibytes >> 10)
}

#[cfg(unix)]
fn computing() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let so_far = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let until = (so_far + 1 + COMPUTING).min(maximum.unwrap_or(u64::MAX));
    Ok(setrlimit(Resource::Cpu, Rlimit { current: Some(until), maximum })?)
}

/// Keeps the interrupt of a terminal from the process: whoever started it ends it.
#[cfg(unix)]
pub(super) fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

/// Ends a process started [`apart`], with all it has started, and waits for it.
#[cfg(unix)]
pub(super) fn end(child: &mut Child) -> io::Result<ExitStatus> {
    use rustix::process::{Pid, Signal, kill_process_group};
    // The number of a process that has been waited for may be another's by now.
    if let Some(status) = child.try_wait()? {
        return Ok(status);
    }
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    child.wait()
}

/// Whether a process ended because it computed for too long.
#[cfg(unix)]
pub(super) fn was_too_long(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
pub(super) fn memory() -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn from_now(_memory: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn apart(_command: &mut Command) {}

#[cfg(not(unix))]
pub(super) fn end(child: &mut Child) -> io::Result<ExitStatus> {
    let _ = child.kill();
    child.wait()
}

#[cfg(not(unix))]
pub(super) fn was_too_long(_status: ExitStatus) -> bool {
    false
}

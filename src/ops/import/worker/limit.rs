//! What the process that reads may take, and how it is ended. Without Unix there are no limits but the
//! patience of whoever asked.

use std::io;
use std::process::{Child, Command, ExitStatus};

/// Memory the process may have, in MiB.
pub(super) const MEMORY: u64 = 1024;
/// Seconds it may compute on one file.
pub(super) const COMPUTING: u64 = 60;

/// Bounds the memory of this process.
#[cfg(unix)]
pub(super) fn memory() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = getrlimit(Resource::As).maximum.unwrap_or(u64::MAX).min(MEMORY << 20);
    setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) })?;
    // Its crash is expected and leaves no picture of somebody's texts on the disk.
    Ok(setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?)
}

/// Bounds how long this process may compute from now on.
#[cfg(unix)]
pub(super) fn computing() -> io::Result<()> {
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
pub(super) fn computing() -> io::Result<()> {
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

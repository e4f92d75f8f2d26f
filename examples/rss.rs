fn main() {
    let n = std::env::args().nth(1).unwrap();
    let b = std::fs::read(&n).unwrap();
    let t = std::time::Instant::now();
    let mut k = 0usize;
    let mut c = 0usize;
    let via = std::env::args().nth(2);
    let mut r = pizhu::ops::import::worker::Reader::new(
        via.map(|p| pizhu::ops::import::worker::WorkerCommand::new(p).arg("__intake")),
    );
    r.read(std::path::Path::new(&n), &b, &Default::default(), &mut |p| {
        if let Ok(p) = p {
            k += 1;
            c += p.text.len();
        }
        true
    })
    .unwrap();
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    let hwm = s.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    eprintln!("{k} rows {c} bytes of text in {:?}, file {} bytes, {hwm}", t.elapsed(), b.len());
}

//! The figures as text to read and as TSV to compare with.

use super::measure::Row;
use std::fmt::Write;

/// Calls of the C API take nanoseconds, programs milliseconds.
fn unit(row: &Row) -> (&'static str, f64) {
    if row.reference.seconds < 1e-4 {
        ("ns", 1e9)
    } else {
        ("ms", 1e3)
    }
}

pub fn text(rows: &[Row]) -> String {
    let unit = rows.first().map_or("ms", |row| unit(row).0);
    let width = rows.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:width$}  {:>11} {:>11} {:>6}  {:>8} {:>8} {:>6}\n",
        "",
        format!("ref {unit}"),
        format!("ours {unit}"),
        "time",
        "ref MiB",
        "ours MiB",
        "memory"
    );
    for row in rows {
        let _ = writeln!(out, "{}", line(row, width));
    }
    let times: Vec<f64> = rows.iter().filter_map(Row::time_ratio).collect();
    let memory: Vec<f64> = rows.iter().filter_map(Row::memory_ratio).collect();
    let _ = writeln!(
        out,
        "{:width$}  {:>30.2}  {:>24.2}\n\n{} of {} ran. Ratios are ours over the reference's: below 1 is better.",
        "geometric mean",
        geometric_mean(&times),
        geometric_mean(&memory),
        times.len(),
        rows.len()
    );
    out
}

pub fn line(row: &Row, width: usize) -> String {
    let (name, reference) = (&row.name, &row.reference);
    let (_, scale) = unit(row);
    match &row.ours {
        Ok(ours) => format!(
            "{name:width$}  {:>11.4} {:>11.4} {:>6.2}  {:>8.1} {:>8.1} {:>6.2}",
            reference.seconds * scale,
            ours.seconds * scale,
            row.time_ratio().unwrap_or(f64::NAN),
            reference.peak_kib as f64 / 1024.0,
            ours.peak_kib as f64 / 1024.0,
            row.memory_ratio().unwrap_or(f64::NAN),
        ),
        Err(why) => format!("{name:width$}  cannot run: {why}"),
    }
}

pub fn tsv(rows: &[Row]) -> String {
    let mut out = "name\tref_seconds\tours_seconds\ttime\tref_kib\tours_kib\tmemory\n".to_owned();
    for row in rows {
        let (name, reference) = (&row.name, &row.reference);
        let _ = match &row.ours {
            Ok(ours) => writeln!(
                out,
                "{name}\t{:e}\t{:e}\t{:.4}\t{}\t{}\t{:.4}",
                reference.seconds,
                ours.seconds,
                row.time_ratio().unwrap_or(f64::NAN),
                reference.peak_kib,
                ours.peak_kib,
                row.memory_ratio().unwrap_or(f64::NAN),
            ),
            Err(why) => writeln!(
                out,
                "{name}\t{:e}\tcannot run: {why}\t\t{}\t\t",
                reference.seconds, reference.peak_kib
            ),
        };
    }
    out
}

pub fn geometric_mean(ratios: &[f64]) -> f64 {
    (ratios.iter().map(|r| r.ln()).sum::<f64>() / ratios.len() as f64).exp()
}

#[cfg(test)]
mod tests {
    use super::geometric_mean;

    #[test]
    fn twice_and_half_cancel() {
        assert!((geometric_mean(&[2.0, 0.5, 1.0]) - 1.0).abs() < 1e-12);
    }
}

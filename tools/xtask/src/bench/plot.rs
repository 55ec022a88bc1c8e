//! The ratios as a picture: two bars a benchmark, time and peak memory, on a logarithmic axis with a line at 1.

use super::measure::Row;
use plotters::prelude::*;
use std::path::Path;

const TIME: RGBColor = RGBColor(0x1f, 0x77, 0xb4);
const MEMORY: RGBColor = RGBColor(0xff, 0x7f, 0x0e);

pub fn svg(rows: &[Row], file: &Path) -> Result<(), String> {
    draw(rows, file).map_err(|e| format!("{}: {e}", file.display()))
}

fn draw(rows: &[Row], file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let shown: Vec<&Row> = rows.iter().filter(|row| row.ours.is_ok()).collect();
    let height = 110 + 22 * shown.len() as u32;
    let area = SVGBackend::new(file, (900, height)).into_drawing_area();
    area.fill(&WHITE)?;
    let ratios = shown.iter().flat_map(|row| {
        row.time_ratio()
            .into_iter()
            .chain(row.memory_ratio())
            .collect::<Vec<_>>()
    });
    let (low, high) = ratios.fold((0.8f64, 1.25f64), |(low, high), r| {
        (low.min(r), high.max(r))
    });
    let mut chart = ChartBuilder::on(&area)
        .caption(
            "ours / reference (below 1 is better)",
            ("sans-serif", 18).into_font(),
        )
        .margin(12)
        .x_label_area_size(30)
        .y_label_area_size(200)
        .build_cartesian_2d(
            (low * 0.95..high * 1.05).log_scale(),
            0.0..shown.len().max(1) as f64,
        )?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .y_labels(0)
        .x_labels(12)
        .x_label_formatter(&|x| format!("{x:.2}"))
        .draw()?;
    // The first row stands at the top.
    let bottom = |index: usize| (shown.len() - 1 - index) as f64;
    for (colour, label, from, to, ratio) in [
        (
            TIME,
            "time",
            0.5,
            0.9,
            Row::time_ratio as fn(&Row) -> Option<f64>,
        ),
        (MEMORY, "peak memory", 0.1, 0.5, Row::memory_ratio),
    ] {
        chart
            .draw_series(shown.iter().enumerate().filter_map(|(index, row)| {
                let corners = [
                    (1.0, bottom(index) + from),
                    (ratio(row)?, bottom(index) + to),
                ];
                Some(Rectangle::new(corners, colour.filled()))
            }))?
            .label(label)
            .legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], colour.filled()));
    }
    chart.draw_series([PathElement::new(
        [(1.0, 0.0), (1.0, shown.len() as f64)],
        BLACK,
    )])?;
    let style = ("sans-serif", 13).into_text_style(&area);
    for (index, row) in shown.iter().enumerate() {
        let (_, y) = chart.backend_coord(&(1.0, bottom(index) + 0.5));
        area.draw_text(&row.name, &style, (16, y - 6))?;
    }
    chart
        .configure_series_labels()
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK)
        .draw()?;
    area.present()?;
    Ok(())
}

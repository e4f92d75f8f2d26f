//! Counts over time, as bars: one for each year or month, those without anything too.

use kuva::plot::BarPlot;
use kuva::render::layout::{AxisLabelOverlap, Layout};
use kuva::render::plots::Plot;

use super::canvas::{Canvas, cut, plain, text_width};
use super::color::{Color, categorical};
use super::frame::{Caption, FOOT};
use super::{FONTS, Picture};

/// Widest label of the legend, in pixels.
const LABEL: f64 = 200.0;
/// Series that have a colour of their own; the others are one together, in grey.
const SERIES: usize = 7;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What is told above and below it.
    pub caption: Caption,
    /// The years (2025) or months (2025-06), in order; see [`Timeline::every_period`].
    pub periods: Vec<String>,
    /// What is counted, from the bottom of each bar; one without a label needs no legend.
    pub series: Vec<Series>,
}

/// One part of each bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is called.
    pub label: String,
    /// How many in each period.
    pub values: Vec<f64>,
}

impl Timeline {
    /// All years or months from the first to the last of `known`, which are years or months and sorted.
    /// Whatever else they are, they stay as they are.
    pub fn every_period(known: &[String]) -> Vec<String> {
        let number = |period: &String| {
            let (year, month) = period.split_once('-').map_or((period.as_str(), None), |(y, m)| (y, Some(m)));
            let year: u32 = year.parse().ok()?;
            month.map_or(Some(year), |month| Some(year * 12 + month.parse::<u32>().ok()?.checked_sub(1)?))
        };
        let monthly = known.iter().any(|period| period.contains('-'));
        let numbers: Option<Vec<u32>> = known.iter().map(number).collect();
        let Some([first, .., last]) = numbers.as_deref() else { return known.to_vec() };
        let written = |n| if monthly { format!("{:04}-{:02}", n / 12, n % 12 + 1) } else { format!("{n:04}") };
        (*first..=*last).map(written).collect()
    }

    /// Draws it.
    pub fn draw(&self) -> Picture {
        let series = self.colored();
        let labels: Vec<String> = series.iter().map(|series| plain(&cut(&series.label, 12, LABEL))).collect();
        let mut bars = BarPlot::new().with_stacked();
        for (at, period) in self.periods.iter().enumerate() {
            let parts = series.iter().enumerate().map(|(n, series)| {
                let color = if n < SERIES { categorical(n) } else { Color::GREY };
                (series.values.get(at).copied().unwrap_or(0.0), color.css())
            });
            bars = bars.with_group(period.clone(), parts.collect::<Vec<_>>());
        }
        let mut width = (self.periods.len() as f64 * 24.0).clamp(480.0, 1200.0);
        if self.series.len() > 1 {
            width += labels.iter().map(|label| text_width(label, 12)).fold(60.0, f64::max) + 60.0;
            bars = bars.with_legend(labels.iter().map(String::as_str).collect());
        }
        let plots: Vec<Plot> = vec![bars.into()];
        let mut layout = Layout::auto_from_plots(&plots);
        if self.highest() <= 10.0 {
            // There is no half of a thing counted.
            layout = layout.with_y_tick_step(1.0);
        }
        let layout = layout
            // The caption is written over the place of a title of two lines.
            .with_title(" ")
            .with_subtitle(" ")
            .with_width(width.max(self.caption.width()))
            .with_height(420.0)
            .with_x_label_overlap(AxisLabelOverlap::Thin)
            .with_font_family(FONTS);
        let mut canvas = Canvas::from(kuva::render::render::render_multiple(plots, layout));
        canvas.grow(FOOT);
        self.caption.draw(&mut canvas);
        canvas.finish()
    }

    /// The number the highest bar stands for.
    fn highest(&self) -> f64 {
        let bars = (0..self.periods.len()).map(|at| self.series.iter().filter_map(|s| s.values.get(at)).sum::<f64>());
        bars.fold(0.0, f64::max)
    }

    /// The series as they are drawn: the largest in their order, and the rest as one.
    fn colored(&self) -> Vec<Series> {
        if self.series.len() <= SERIES {
            return self.series.clone();
        }
        let total = |series: &Series| series.values.iter().sum::<f64>();
        let mut by_size: Vec<usize> = (0..self.series.len()).collect();
        by_size.sort_by(|a, b| total(&self.series[*b]).total_cmp(&total(&self.series[*a])));
        let (own, mut rest) = (by_size[..SERIES].to_vec(), by_size[SERIES..].to_vec());
        rest.sort_unstable();
        let mut drawn: Vec<Series> =
            (0..self.series.len()).filter(|at| own.contains(at)).map(|at| self.series[at].clone()).collect();
        let sums =
            (0..self.periods.len()).map(|at| rest.iter().filter_map(|n| self.series[*n].values.get(at)).sum::<f64>());
        drawn.push(Series { label: format!("{} others", rest.len()), values: sums.collect() });
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::Timeline;

    #[test]
    fn no_period_is_left_out() {
        let periods =
            |known: &[&str]| Timeline::every_period(&known.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>());
        assert_eq!(periods(&["2023-11", "2024-02"]), ["2023-11", "2023-12", "2024-01", "2024-02"]);
        assert_eq!(periods(&["2019", "2021"]), ["2019", "2020", "2021"]);
        assert_eq!(periods(&["2019"]), ["2019"]);
        assert_eq!(periods(&["2019", "sometime"]), ["2019", "sometime"]);
        assert!(periods(&[]).is_empty());
    }
}

//! Numbers over time: parts of a whole as bars on each other, others as lines. Each year or month has its
//! place, those without anything too.

use kuva::plot::{BarPlot, LinePlot, ScatterPlot};
use kuva::render::layout::{AxisLabelOverlap, Layout};
use kuva::render::plots::Plot;

use super::canvas::{Canvas, cut, plain, text_width};
use super::color::{Color, categorical};
use super::frame::{Caption, FOOT};
use super::{FONTS, Picture};

/// Widest label of the legend, in pixels.
const LABEL: f64 = 200.0;
/// Series that have a colour of their own; the others are one together, in grey, where they can be added.
const SERIES: usize = 7;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What is told above and below it.
    pub caption: Caption,
    /// The years (2025) or months (2025-06), in order; see [`Timeline::every_period`].
    pub periods: Vec<String>,
    /// What is told; of bars from the bottom. One without a label needs no legend.
    pub series: Vec<Series>,
    /// Whether the series are parts of a whole, which their sum is.
    pub are_parts: bool,
}

/// One line, or one part of each bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is called.
    pub label: String,
    /// Its number in each period; `None` where there is none to tell.
    pub values: Vec<Option<f64>>,
}

impl Series {
    fn total(&self) -> f64 {
        self.values.iter().flatten().sum()
    }
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

    /// The places of the series that are drawn as lines, given how large each is: more cannot be told apart.
    pub fn drawn_lines(sizes: &[f64]) -> Vec<usize> {
        let mut by_size: Vec<usize> = (0..sizes.len()).collect();
        by_size.sort_by(|a, b| sizes[*b].total_cmp(&sizes[*a]));
        by_size.truncate(SERIES);
        by_size.sort_unstable();
        by_size
    }

    /// Draws it.
    pub fn draw(&self) -> Picture {
        let series = self.colored();
        let labels: Vec<String> = series.iter().map(|series| plain(&cut(&series.label, 12, LABEL))).collect();
        let has_legend = self.series.len() > 1;
        let plots = if self.are_parts { self.bars(&series, &labels, has_legend) } else { self.lines(&series, &labels) };
        let mut width = (self.periods.len() as f64 * 24.0).clamp(480.0, 1200.0);
        if has_legend {
            width += labels.iter().map(|label| text_width(label, 12)).fold(60.0, f64::max) + 60.0;
        }
        let mut layout = Layout::auto_from_plots(&plots);
        if self.are_parts && self.highest() <= 10.0 {
            // There is no half of a thing counted.
            layout = layout.with_y_tick_step(1.0);
        }
        // Room for a note of several lines: that of a larger subtitle.
        let more_lines = u32::try_from(self.caption.more_lines()).unwrap_or(0);
        let layout = layout
            // The caption is written over the place of a title of two lines.
            .with_title(" ")
            .with_subtitle(" ")
            .with_subtitle_size(13 + 15 * more_lines)
            .with_width(width.max(self.caption.width()))
            .with_height(420.0 + self.caption.more_lines() as f64 * 18.0)
            .with_x_label_overlap(AxisLabelOverlap::Thin)
            .with_font_family(FONTS);
        let mut canvas = Canvas::from(kuva::render::render::render_multiple(plots, layout));
        canvas.grow(FOOT);
        self.caption.draw(&mut canvas);
        canvas.finish()
    }

    fn bars(&self, series: &[Series], labels: &[String], has_legend: bool) -> Vec<Plot> {
        let mut bars = BarPlot::new().with_stacked();
        for (at, period) in self.periods.iter().enumerate() {
            let parts = series.iter().enumerate().map(|(n, series)| {
                let color = if n < SERIES { categorical(n) } else { Color::GREY };
                (series.values.get(at).copied().flatten().unwrap_or(0.0), color.css())
            });
            bars = bars.with_group(period.clone(), parts.collect::<Vec<_>>());
        }
        if has_legend {
            bars = bars.with_legend(labels.iter().map(String::as_str).collect());
        }
        vec![bars.into()]
    }

    /// A line with a dot at each number; it stops where there is none.
    fn lines(&self, series: &[Series], labels: &[String]) -> Vec<Plot> {
        // Bars of no height give the periods their places.
        let mut places = BarPlot::new();
        for period in &self.periods {
            places = places.with_group(period.clone(), vec![(0.0, Color::WHITE.css())]);
        }
        let mut plots: Vec<Plot> = vec![places.into()];
        for (n, (series, label)) in series.iter().zip(labels).enumerate() {
            let color = categorical(n).css();
            let points: Vec<Option<(f64, f64)>> =
                (1..).zip(&series.values).map(|(at, value)| value.map(|value| (f64::from(at), value))).collect();
            let dots: Vec<(f64, f64)> = points.iter().flatten().copied().collect();
            plots.push(ScatterPlot::new().with_data(dots).with_color(color.clone()).with_size(3.0).into());
            for (at, run) in points.split(Option::is_none).filter(|run| !run.is_empty()).enumerate() {
                let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
                let line = LinePlot::new().with_data(run).with_color(color.clone()).with_stroke_width(2.0);
                plots
                    .push(if at == 0 && self.series.len() > 1 { line.with_legend(label.clone()) } else { line }.into());
            }
        }
        plots
    }

    /// The number the highest bar stands for.
    fn highest(&self) -> f64 {
        let sum = |at: usize| self.series.iter().filter_map(|series| *series.values.get(at)?).sum::<f64>();
        (0..self.periods.len()).map(sum).fold(0.0, f64::max)
    }

    /// The series as they are drawn: the largest in their order, and the rest as one where they have a sum.
    fn colored(&self) -> Vec<Series> {
        let sizes: Vec<f64> = self.series.iter().map(Series::total).collect();
        let own = Self::drawn_lines(&sizes);
        let mut drawn: Vec<Series> = own.iter().map(|at| self.series[*at].clone()).collect();
        let rest: Vec<&Series> =
            (0..).zip(&self.series).filter(|(at, _)| !own.contains(at)).map(|(_, series)| series).collect();
        if self.are_parts && !rest.is_empty() {
            let sum = |at: usize| Some(rest.iter().filter_map(|series| *series.values.get(at)?).sum::<f64>());
            let values = (0..self.periods.len()).map(sum).collect();
            drawn.push(Series { label: format!("{} others", rest.len()), values });
        }
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

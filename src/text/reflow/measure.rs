//! The measure of the column around a line: how wide a full line is there, in half columns.
//!
//! A page holds several columns, and a picture narrows one inside a paragraph, so nothing is taken
//! from the whole text: each line is compared with the few lines before and after it.

use super::line::{Line, Tail};
use super::work;

/// How many lines are looked at on each side.
const REACH: usize = 6;
/// Widths this close, in half columns, are one measure: punctuation is squeezed and Latin letters
/// are not exactly half as wide as a square.
const SAME: u32 = 3;
/// Lines shorter than this say nothing about a column.
const LEAST: u32 = 8;

/// The best supported width among some lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cluster {
    /// Its width, half columns; 0 without lines.
    pub(super) width: u32,
    /// How well it is supported: 2 for a line that runs on, 1 for one that ends in a stop or colon
    /// and so may be the short last line of its paragraph.
    pub(super) support: u32,
}

impl Cluster {
    /// Of widths with their support; sorts them.
    fn of(lines: &mut [(u32, u32)]) -> Self {
        lines.sort_unstable();
        Self::of_sorted(lines)
    }

    /// Of widths with their support, narrow to wide.
    ///
    /// The widest among the best supported: first lines, shorter by their indent, are a width too.
    fn of_sorted(lines: &[(u32, u32)]) -> Self {
        work::steps(lines.len());
        let (mut best, mut widest) = (0, None);
        for (range, support) in clusters(lines) {
            best = best.max(support);
            // Nearly as well supported as the best so far; where a better one comes, that is wider.
            if support + 2 > best {
                widest = Some((range, support));
            }
        }
        widest.map_or_else(Self::default, |(range, support)| Self {
            // Above the middle: last lines pull it down, hardly any line is too wide.
            width: lines[range.start + range.len() * 2 / 3].0,
            support,
        })
    }

    /// Two lines or more have this width, one of them running on.
    pub(super) const fn holds(self) -> bool {
        self.support >= 3
    }
}

/// Runs of sorted widths within [`SAME`] of a middle one, with their support, narrow to wide.
fn clusters(lines: &[(u32, u32)]) -> impl Iterator<Item = (std::ops::Range<usize>, u32)> {
    let (mut from, mut to, mut support) = (0, 0, 0);
    lines.iter().map(move |&(middle, _)| {
        while let Some(&(width, weight)) = lines.get(to)
            && width <= middle.saturating_add(SAME)
        {
            support += weight;
            to += 1;
        }
        while lines[from].0.saturating_add(SAME) < middle {
            support -= lines[from].1;
            from += 1;
        }
        (from..to, support)
    })
}

/// The measures around one line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Of the lines before it.
    pub(super) back: Cluster,
    /// Of the lines after it.
    pub(super) ahead: Cluster,
    /// Of the lines around it, itself included.
    pub(super) around: Cluster,
}

impl Measure {
    /// The measure this line most likely was set in: the narrowest it fits into.
    pub(super) fn nearest(&self, width: u32) -> u32 {
        let held = || [self.back, self.ahead, self.around].into_iter().filter(|c| c.holds()).map(|c| c.width);
        held()
            .filter(|&w| width <= w.saturating_add(SAME))
            .min()
            .or_else(|| held().max())
            .unwrap_or(if self.around.width == 0 { width } else { self.around.width })
    }

    /// The measures before and after the line, those that hold; if none does, what there is.
    pub(super) fn sides(&self) -> impl Iterator<Item = u32> {
        let held = self.back.holds() || self.ahead.holds();
        [self.back, self.ahead]
            .into_iter()
            .filter(move |c| if held { c.holds() } else { c.support > 0 })
            .map(|c| c.width)
    }
}

/// A width and how much it says of the column; nothing where the line is too short to say anything.
pub(super) type Vote = Option<(u32, u32)>;

/// What a line says of the column it stands in.
pub(super) fn vote(line: &Line<'_>) -> Vote {
    // The value of a field may end anywhere as well.
    let field = line.colon && line.tail == Tail::Open && !line.comma && !line.clauses;
    let ends = || matches!(line.tail, Tail::Stop | Tail::Colon) || line.byline || line.credit || field;
    (line.width >= LEAST && !line.spread && !line.row).then(|| (line.width, if ends() { 1 } else { 2 }))
}

/// The measure of the column around a line; 0 where nothing tells it.
pub(super) fn around(votes: &[Vote], at: usize) -> u32 {
    let mut buffer = [(0u32, 0u32); 2 * REACH + 2];
    let mut count = 0;
    for vote in votes[at.saturating_sub(REACH + 1)..(at + REACH + 1).min(votes.len())].iter().flatten() {
        buffer[count] = *vote;
        count += 1;
    }
    Cluster::of(&mut buffer[..count]).width
}

/// The measures around each line.
pub(super) fn measures(lines: &[Line<'_>]) -> Vec<Measure> {
    const NEAR: usize = 4;
    let votes: Vec<Vote> = lines.iter().map(vote).collect();
    let mut side = Window::default();
    let mut near = Window::default();
    let mut measures = vec![Measure::default(); lines.len()];
    let vote_of = |at: Option<usize>| votes.get(at?).copied().flatten();
    // The lines before one line are the lines after another: each stretch is looked at once.
    for end in 1..lines.len() + REACH {
        let cluster = side.move_on(vote_of(end.checked_sub(1)), vote_of(end.checked_sub(REACH + 1)));
        if let Some(measure) = measures.get_mut(end) {
            measure.back = cluster;
        }
        // From `end - REACH` to `end`, cut off at the end of the text.
        if end > REACH {
            measures[end - REACH - 1].ahead = cluster;
        }
    }
    for at in 0..lines.len() + NEAR {
        let cluster = near.move_on(vote_of(Some(at)), vote_of(at.checked_sub(2 * NEAR + 1)));
        if let Some(at) = at.checked_sub(NEAR) {
            measures[at].around = cluster;
        }
    }
    measures
}

/// Gives each measure the width that most lines of the whole text have among those that are one measure with it:
/// a few lines tell which column this is, all of its lines how wide it is.
///
/// For texts whose widths are exact; where marks are squeezed, what the lines nearby tell has to do.
pub(super) fn settle(measures: &mut [Measure], lines: &[Line<'_>]) {
    /// Fewer lines are no habit.
    const LEAST: u32 = 8;
    /// Wider lines are no column.
    const WIDEST: usize = 256;
    let mut counts = [0u32; WIDEST];
    for (width, support) in lines.iter().filter_map(vote) {
        if let Some(count) = counts.get_mut(width as usize) {
            *count += u32::from(support >= 2);
        }
    }
    let common = |width: u32| {
        let alike = width.saturating_sub(SAME)..=width.saturating_add(SAME);
        let most = alike.filter_map(|width| Some((*counts.get(width as usize)?, width))).max();
        most.filter(|(count, _)| *count >= LEAST).map_or(width, |(_, width)| width)
    };
    // Lines on end mostly have one width.
    let mut known = (0, common(0));
    for measure in measures {
        for cluster in [&mut measure.back, &mut measure.ahead, &mut measure.around] {
            if cluster.width != known.0 {
                known = (cluster.width, common(cluster.width));
            }
            cluster.width = known.1;
        }
    }
}

/// The votes of a stretch of lines, narrow to wide, as it moves on over the text.
#[derive(Default)]
struct Window {
    sorted: [(u32, u32); 2 * REACH],
    count: usize,
    /// Of the votes as they are.
    cluster: Cluster,
}

impl Window {
    /// One vote comes and another, which came before, goes.
    fn move_on(&mut self, comes: Vote, goes: Vote) -> Cluster {
        // Full lines are alike: mostly a vote goes for its like.
        if comes != goes {
            goes.into_iter().for_each(|vote| self.leave(vote));
            comes.into_iter().for_each(|vote| self.enter(vote));
            self.cluster = Cluster::of_sorted(&self.sorted[..self.count]);
        }
        self.cluster
    }

    fn enter(&mut self, vote: (u32, u32)) {
        let at = self.sorted[..self.count].partition_point(|v| *v <= vote);
        self.sorted.copy_within(at..self.count, at + 1);
        self.sorted[at] = vote;
        self.count += 1;
    }

    fn leave(&mut self, vote: (u32, u32)) {
        let at = self.sorted[..self.count].partition_point(|v| *v < vote);
        self.sorted.copy_within(at + 1..self.count, at);
        self.count -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn lines(widths: &[usize]) -> Vec<Line<'static>> {
        widths.iter().enumerate().map(|(at, &w)| Line::new(at + 1, Cow::Owned("字".repeat(w / 2)), 0)).collect()
    }

    #[test]
    fn the_best_supported_width_wins_over_the_widest() {
        assert_eq!(Cluster::of(&mut [(48, 2), (47, 2), (24, 2), (49, 1), (60, 2)]), Cluster { width: 49, support: 5 });
        assert_eq!(Cluster::of(&mut []), Cluster::default());
    }

    #[test]
    fn a_moving_window_tells_what_each_stretch_tells() {
        let widths: Vec<usize> = (0..60).map(|n| [48, 46, 20, 6, 44, 48, 30][n * n % 7] + n % 3 * 2).collect();
        let lines = lines(&widths);
        let cluster = |from: usize, to: usize| {
            let mut votes: Vec<_> = lines[from.min(60)..to.min(60)].iter().filter_map(vote).collect();
            Cluster::of(&mut votes)
        };
        for (at, measure) in measures(&lines).into_iter().enumerate() {
            assert_eq!(measure.back, cluster(at.saturating_sub(REACH), at), "before {at}");
            assert_eq!(measure.ahead, cluster(at + 1, at + 1 + REACH), "after {at}");
            assert_eq!(measure.around, cluster(at.saturating_sub(4), at + 5), "around {at}");
        }
        assert!(measures(&[]).is_empty() && measures(&lines[..3]).len() == 3);
    }

    #[test]
    fn a_column_that_narrows_gives_each_line_its_own_measure() {
        let lines = lines(&[48, 48, 48, 48, 48, 48, 24, 24, 24, 24, 24, 24]);
        let measures = measures(&lines);
        assert_eq!(measures[5].nearest(47), 48);
        assert_eq!(measures[6].nearest(24), 24);
        assert_eq!(measures[6].sides().collect::<Vec<_>>(), [48, 24]);
    }
}

//! Pictures: Han labels are written as they are and do not lie on each other.

use pizhu::plot::{Caption, Heatmap, PictureFormat, PlotError, Scale, Series, Timeline, text_width};

/// A text of a picture: its words and the box it takes, left, top, right, bottom.
type Label = (String, [f64; 4]);

/// The texts of an SVG as this program writes them, by the width model of the pictures.
fn labels(svg: &str) -> Vec<Label> {
    let attribute = |tag: &str, name: &str| -> Option<String> {
        let from = tag.split_once(&format!(" {name}=\""))?.1;
        Some(from.split_once('"')?.0.to_owned())
    };
    let number = |tag: &str, name: &str| attribute(tag, name).and_then(|n| n.parse::<f64>().ok());
    svg.split("<text")
        .skip(1)
        .filter_map(|part| {
            let (tag, rest) = part.split_once('>')?;
            let words = rest.split_once("</text>")?.0.to_owned();
            let (x, y, size) = (number(tag, "x")?, number(tag, "y")?, number(tag, "font-size")?);
            let width = text_width(&words, size as u32);
            let before = match attribute(tag, "text-anchor")?.as_str() {
                "start" => 0.0,
                "middle" => width / 2.0,
                _ => width,
            };
            // From just above the letters to just below.
            let (left, right, up, down) = (before, width - before, size * 0.85, size * 0.12);
            let turned = attribute(tag, "transform").is_some_and(|t| t.starts_with("rotate(-90"));
            let area =
                if turned { [x - up, y - right, x + down, y + left] } else { [x - left, y - up, x + right, y + down] };
            Some((words, area))
        })
        .filter(|(words, _)| !words.trim().is_empty())
        .collect()
}

fn assert_apart(svg: &str) {
    let labels = labels(svg);
    assert!(labels.len() > 3, "{svg}");
    for (n, (a, [left, top, right, bottom])) in labels.iter().enumerate() {
        for (b, [l, t, r, d]) in &labels[..n] {
            assert!(right <= l || r <= left || bottom <= t || d <= top, "`{a}` lies on `{b}`");
        }
    }
}

fn caption() -> Caption {
    Caption {
        title: "statements by theme and actor".to_owned(),
        note: "of every kind".to_owned(),
        source: "5 of 9".to_owned(),
    }
}

fn names(n: usize) -> Vec<String> {
    (1..=n).map(|n| format!("国家发展和改革委员会{n:02}")).collect()
}

fn heatmap(rows: usize, columns: usize) -> Heatmap {
    let cell = |row: usize, column: usize| Some(1000.0 * ((row * column) % 7) as f64).filter(|n| *n > 0.0);
    let cells = (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect();
    Heatmap { caption: caption(), rows: names(rows), columns: names(columns), cells, scale: Scale::Count }
}

#[test]
fn forty_long_labels_on_both_sides_stand_apart() {
    for (rows, columns) in [(40, 40), (40, 2), (1, 40), (3, 3)] {
        let map = heatmap(rows, columns);
        let picture = map.draw();
        assert_apart(picture.svg());
        for name in map.rows.iter().chain(&map.columns) {
            assert!(picture.svg().contains(name.as_str()), "{name}");
        }
        assert_eq!(picture, map.draw());
    }
}

#[test]
fn labels_of_any_length_and_kind_stay_in_the_picture() {
    let mut map = heatmap(2, 2);
    map.rows = vec!["很".repeat(200), "<$a$ & 'b'>\u{1b}".to_owned()];
    map.columns = vec!["列".repeat(200), "𠮷".to_owned()];
    let picture = map.draw();
    assert_apart(picture.svg());
    assert!(labels(picture.svg()).iter().all(|(_, [left, top, ..])| *left >= 0.0 && *top >= 0.0));
    assert!(picture.svg().contains("&lt;$a$ &amp; &apos;b&apos;&gt;\u{fffd}"), "{}", picture.svg());
}

#[test]
fn a_timeline_shows_the_months_without_anything() {
    for months in [1, 3, 30, 300] {
        let last = format!("{}-{:02}", 2000 + (months - 1) / 12, (months - 1) % 12 + 1);
        let periods = Timeline::every_period(&["2000-01".to_owned(), last]);
        let values = |n: usize| (0..periods.len()).map(|at| Some(((at * n) % 5) as f64)).collect();
        let series: Vec<_> =
            names(12).into_iter().enumerate().map(|(n, label)| Series { label, values: values(n) }).collect();
        for are_parts in [true, false] {
            let (periods, series) = (periods.clone(), series.clone());
            let picture = Timeline { caption: caption(), periods, series, are_parts }.draw();
            assert_apart(picture.svg());
            // What has no sum is not added up.
            assert_eq!(picture.svg().contains("5 others"), are_parts);
        }
    }
}

#[test]
fn a_line_stops_where_there_is_no_number() {
    let drawn = |values: &[Option<f64>]| {
        let series = vec![Series { label: "率".to_owned(), values: values.to_vec() }];
        let periods = ["2020", "2021", "2022", "2023", "2024"].map(str::to_owned).to_vec();
        Timeline { caption: caption(), periods, series, are_parts: false }.draw().svg().to_owned()
    };
    let lines = |svg: &str| svg.matches("<path").count();
    let gap = [Some(1.0), Some(2.0), None, Some(2.0), Some(1.0)];
    let (whole, broken) = (drawn(&[Some(1.0); 5]), drawn(&gap));
    assert_eq!(lines(&broken), lines(&whole) + 1);
    assert_eq!(broken.matches("<circle").count(), whole.matches("<circle").count() - 1);
}

#[test]
fn png_is_drawn_with_a_han_font_or_not_at_all() {
    match heatmap(2, 2).draw().bytes(PictureFormat::Png) {
        Ok(bytes) => assert_eq!(bytes[..4], *b"\x89PNG"),
        Err(PlotError::NoFont(characters)) => assert!(!characters.is_empty()),
        Err(error) => panic!("{error}"),
    }
}

//! Pictures: numbers and labels in, SVG or PNG out. Knows no project and writes no file; the same
//! numbers give the same SVG, byte for byte.

mod canvas;
mod color;
mod frame;
mod heatmap;
mod layout;
mod png;
mod scale;
mod timeline;
mod web;

pub use canvas::{Anchor, Canvas, Text, cut, text_width};
pub use color::{Color, categorical, diverging, readable_on, sequential};
pub use frame::Caption;
pub use heatmap::Heatmap;
pub use scale::Scale;
pub use timeline::{Series, Timeline};
pub use web::{Web, WebNode};

use crate::model::named_enum;

/// The fonts a picture asks for: those for Simplified Chinese of the usual systems, then any.
const FONTS: &str =
    "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, SimHei, sans-serif";

named_enum! {
    /// What a picture is written as.
    PictureFormat("picture format") {
        /// Scalable, for print and for the web.
        Svg = "svg",
        /// Pixels, for slides and mail.
        Png = "png",
    }
}

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    svg: String,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PlotError {
    /// No font of the system has these characters.
    #[error("no font of this system has the characters {0}")]
    NoFont(String),
    /// It has too many pixels.
    #[error("the picture would have {width} × {height} pixels, which is too many for PNG")]
    TooLarge {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// The picture could not be turned into pixels.
    #[error("the picture could not be drawn: {0}")]
    Draw(String),
}

impl Picture {
    /// The picture as an SVG document, UTF-8.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The bytes of a file of that format.
    ///
    /// # Errors
    /// Those of [`PlotError`], for PNG only.
    pub fn bytes(&self, format: PictureFormat) -> Result<Vec<u8>, PlotError> {
        match format {
            PictureFormat::Svg => Ok(self.svg.clone().into_bytes()),
            PictureFormat::Png => png::draw(&self.svg),
        }
    }
}

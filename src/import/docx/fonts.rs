//! Which encoding a font of the nineties stands for, and which font a run is in.
//!
//! In: the style sheet of a .docx, names of fonts. Out: the old encoding a run's letters are in, or none. A font's name
//! alone is no proof, since text typed in Unicode often keeps the old font: the caller looks at the letters as well.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::import::Refusal;
use crate::import::decode::broken;
use crate::vi::legacy::Legacy;

/// A font of the nineties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OldFont {
    pub(super) legacy: Legacy,
    /// `.VnTimeH`: small letters are printed as capitals.
    pub(super) capitals: bool,
}

impl OldFont {
    /// The encoding a font's name stands for.
    pub(super) fn of(name: &str) -> Option<Self> {
        let lower = name.trim().to_lowercase();
        if let Some(rest) = lower.strip_prefix(".vn") {
            return Some(Self { legacy: Legacy::Tcvn3, capitals: rest.trim().ends_with('h') });
        }
        lower.starts_with("vni").then_some(Self { legacy: Legacy::Vni, capitals: false })
    }
}

/// The fonts of the styles.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    default: Option<String>,
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

#[derive(Debug, Default, Clone)]
struct Style {
    font: Option<String>,
    based_on: Option<String>,
    centred: Option<bool>,
}

impl Fonts {
    /// Reads `word/styles.xml`; an empty text gives no styles.
    pub(super) fn read(xml: &str) -> Result<Self, Refusal> {
        let mut fonts = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.read_event().map_err(|error| broken("docx", error.to_string()))? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "style" => {
                        let id = attribute(&tag, "styleId").unwrap_or_default();
                        if attribute(&tag, "default").as_deref() == Some("1")
                            && attribute(&tag, "type").as_deref() == Some("paragraph")
                        {
                            fonts.default_paragraph = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    "rFonts" => {
                        let font = font_name(&tag);
                        match &mut open {
                            Some((_, style)) => style.font = font,
                            None => fonts.default = fonts.default.take().or(font),
                        }
                    }
                    "basedOn" => {
                        if let Some((_, style)) = &mut open {
                            style.based_on = attribute(&tag, "val");
                        }
                    }
                    "jc" => {
                        if let Some((_, style)) = &mut open {
                            style.centred = attribute(&tag, "val").map(|value| value == "center");
                        }
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "style" => {
                    if let Some((id, style)) = open.take() {
                        fonts.styles.insert(id, style);
                    }
                }
                Event::Eof => return Ok(fonts),
                _ => {}
            }
        }
    }

    /// The old font of a run: its own, its style's, its paragraph's style's, or the default.
    pub(super) fn of_run(
        &self,
        own: Option<&str>,
        run_style: Option<&str>,
        paragraph_style: Option<&str>,
    ) -> Option<OldFont> {
        let paragraph_style = paragraph_style.or(self.default_paragraph.as_deref());
        let name = own
            .map(String::from)
            .or_else(|| self.inherited(run_style, |style| style.font.clone()))
            .or_else(|| self.inherited(paragraph_style, |style| style.font.clone()))
            .or_else(|| self.default.clone())?;
        OldFont::of(&name)
    }

    /// Whether a paragraph style is centred.
    pub(super) fn is_centred(&self, paragraph_style: Option<&str>) -> bool {
        self.inherited(paragraph_style, |style| style.centred).unwrap_or(false)
    }

    fn inherited<T>(&self, style: Option<&str>, pick: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = style?;
        // A style sheet may be based on itself in a circle.
        for _ in 0..16 {
            let style = self.styles.get(id)?;
            if let Some(found) = pick(style) {
                return Some(found);
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

/// The font that `w:rFonts` names for Latin letters.
pub(super) fn font_name(tag: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    attribute(tag, "ascii").or_else(|| attribute(tag, "hAnsi")).or_else(|| attribute(tag, "cs"))
}

/// An attribute by its local name.
pub(super) fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name).map(|it| {
        let raw = it.value.to_string();
        if raw.contains('&') {
            quick_xml::escape::unescape(&raw).map_or(raw.clone(), |value| value.to_string())
        } else {
            raw
        }
    })
}

//! Colours as numbers: read, written, and how far apart two of them are (WCAG 2, relative luminance).
//!
//! Texts of stylesheets come in; a colour that is no plain one is nothing here.

pub(super) type Rgb = [u8; 3];

/// A plain colour: hexadecimal, or a name that is shorter than that.
pub(super) fn colour(value: &str) -> Option<Rgb> {
    const NAMES: [(&str, Rgb); 26] = [
        ("black", [0, 0, 0]),
        ("white", [255, 255, 255]),
        ("red", [255, 0, 0]),
        ("lime", [0, 255, 0]),
        ("blue", [0, 0, 255]),
        ("yellow", [255, 255, 0]),
        ("cyan", [0, 255, 255]),
        ("aqua", [0, 255, 255]),
        ("magenta", [255, 0, 255]),
        ("fuchsia", [255, 0, 255]),
        ("gray", [128, 128, 128]),
        ("grey", [128, 128, 128]),
        ("silver", [192, 192, 192]),
        ("maroon", [128, 0, 0]),
        ("green", [0, 128, 0]),
        ("navy", [0, 0, 128]),
        ("olive", [128, 128, 0]),
        ("purple", [128, 0, 128]),
        ("teal", [0, 128, 128]),
        ("orange", [255, 165, 0]),
        ("gold", [255, 215, 0]),
        ("pink", [255, 192, 203]),
        ("brown", [165, 42, 42]),
        ("tan", [210, 180, 140]),
        ("ivory", [255, 255, 240]),
        ("snow", [255, 250, 250]),
    ];
    let value = value.trim();
    if let Some((_, rgb)) = NAMES.iter().find(|(name, _)| value.eq_ignore_ascii_case(name)) {
        return Some(*rgb);
    }
    let digits = value.strip_prefix('#')?;
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let two = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    match digits.len() {
        3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
        6 => Some([two(0)?, two(2)?, two(4)?]),
        _ => None,
    }
}

/// The nearest shade towards black or white that is far enough from the ground; the farthest if none is.
pub(super) fn mended(colour: Rgb, ground: Rgb, least: f64) -> Rgb {
    let end: u8 = if luminance(ground) > 0.18 { 0 } else { 255 };
    let shade = |step: u16| {
        colour.map(|part| {
            let mixed = (u16::from(part) * (32 - step) + u16::from(end) * step) / 32;
            u8::try_from(mixed).unwrap_or(end)
        })
    };
    (0..=32).map(shade).find(|shade| ratio(*shade, ground) >= least).unwrap_or([end; 3])
}

pub(super) fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// How far apart two colours are: 1 to 21.
pub(super) fn ratio(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_of_wcag() {
        let of =
            |one: &str, other: &str| ratio(colour(one).expect("a colour"), colour(other).expect("a colour"));
        assert!((of("#fff", "#000") - 21.0).abs() < 0.001);
        assert!((of("#777", "white") - 4.478).abs() < 0.001);
        assert!((of("#767676", "#ffffff") - 4.542).abs() < 0.001);
    }

    #[test]
    fn a_mended_shade_is_far_enough_from_its_ground() {
        for (shade, ground) in [("#999", "#fff"), ("#444", "#111"), ("#fff", "#ffd24a"), ("#777", "#777")] {
            let (shade, ground) = (colour(shade).expect("a colour"), colour(ground).expect("a colour"));
            assert!(ratio(mended(shade, ground, 4.5), ground) >= 4.5, "{shade:?} {ground:?}");
        }
    }
}

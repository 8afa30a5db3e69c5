//! A letter of Vietnamese taken apart into its bare form and its tone, and put together again.
//!
//! In: a composed letter. Out: the letter without its tone, with its shape marks, and the tone; letters that bear
//! none come back as they are. It knows no syllable.

/// One of the six tones; [`Tone::Level`] is the unmarked one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// ngang, unmarked
    Level,
    /// huyền, grave
    Falling,
    /// hỏi, hook above
    Asking,
    /// ngã, tilde
    Tumbling,
    /// sắc, acute
    Rising,
    /// nặng, dot below
    Heavy,
}

/// The letter without its tone, and the tone. Shape marks (â, ơ, đ) stay; case stays.
pub fn split_tone(letter: char) -> (char, Tone) {
    let known = match u32::from(letter) {
        at @ 0xc0..=0x1b0 => LATIN.get(at as usize - 0xc0),
        at @ 0x1ea0..=0x1ef9 => VIETNAMESE.get(at as usize - 0x1ea0),
        _ => None,
    };
    known.copied().unwrap_or((letter, Tone::Level))
}

/// The toneless vowel `base` with `tone`; a letter that carries no tone comes back as it is.
pub fn with_tone(base: char, tone: Tone) -> char {
    let step = TONES.iter().position(|candidate| *candidate == tone).unwrap_or(0);
    VOWELS
        .iter()
        .find_map(|row| {
            row.iter().position(|c| *c == base).map(|at| row[at / TONES.len() * TONES.len() + step])
        })
        .unwrap_or(base)
}

const TONES: [Tone; 6] =
    [Tone::Level, Tone::Falling, Tone::Asking, Tone::Tumbling, Tone::Rising, Tone::Heavy];

/// Each row: six lower-case letters in the order of [`TONES`], then the same in capitals.
const VOWELS: [[char; 12]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ', 'A', 'À', 'Ả', 'Ã', 'Á', 'Ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ', 'Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ', 'E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị', 'I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ', 'O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ', 'U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ'],
];

/// What [`split_tone`] says of the letters from U+00C0 on.
static LATIN: [(char, Tone); 0xf1] = split_from(0xc0);

/// What it says of those from U+1EA0 on.
static VIETNAMESE: [(char, Tone); 0x5a] = split_from(0x1ea0);

const fn split_from<const N: usize>(first: u32) -> [(char, Tone); N] {
    let mut table = [(' ', Tone::Level); N];
    let mut at = 0;
    while (at as usize) < N {
        if let Some(letter) = char::from_u32(first + at) {
            table[at as usize].0 = letter;
        }
        at += 1;
    }
    let mut n = 0;
    while n < VOWELS.len() * VOWELS[0].len() {
        let (row, column) = (&VOWELS[n / VOWELS[0].len()], n % VOWELS[0].len());
        let letter = row[column] as u32;
        if letter >= first && letter < first + at {
            let (base, tone) = (row[column / TONES.len() * TONES.len()], TONES[column % TONES.len()]);
            table[(letter - first) as usize] = (base, tone);
        }
        n += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_its_bare_form_and_its_tone() {
        let known = VOWELS.as_flattened();
        for (at, letter) in known.iter().enumerate() {
            let (base, tone) = (known[at / 6 * 6], TONES[at % 6]);
            assert_eq!(split_tone(*letter), (base, tone), "{letter}");
            assert_eq!(with_tone(base, tone), *letter);
        }
        for other in (0..0x3000).filter_map(char::from_u32).filter(|c| !known.contains(c)) {
            assert_eq!(split_tone(other), (other, Tone::Level), "{other:?}");
            assert_eq!(with_tone(other, Tone::Rising), other);
        }
    }

    #[test]
    fn tones_come_off_and_go_on() {
        assert_eq!(split_tone('Ộ'), ('Ô', Tone::Heavy));
        assert_eq!(with_tone('ơ', Tone::Asking), 'ở');
        assert_eq!(with_tone('Y', Tone::Rising), 'Ý');
        assert_eq!(with_tone('x', Tone::Rising), 'x');
    }
}

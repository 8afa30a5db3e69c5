//! Which rule reads what stands at a position.
//!
//! In: a position of a passage. Out: the hit of the first rule that knows what stands there. The tables are
//! the order of the rules, and the order is the meaning: the narrow shape before the wide one.

use super::reader::{Hit, Reader};
use super::tokens::Kind;
use super::{
    abbreviations, capitals, chemistry, codes, dates, echoes, foreign, glosses, keys, lists, names, periods,
    persons, phones, plain, ranges, ratios, roman, symbols, times,
};

type Rule = fn(&Reader<'_>, usize) -> Option<Hit>;

const WORD_RULES: &[Rule] = &[
    foreign::label_of_address,
    foreign::address,
    dates::blank_day,
    lists::beside_day,
    lists::weekdays,
    dates::short_form,
    dates::roman_quarter,
    codes::tail,
    abbreviations::with_slash,
    abbreviations::money_of_column,
    names::apostrophe,
    names::times_sign,
    persons::title,
    persons::initials,
    chemistry::gas,
    chemistry::rhesus,
    chemistry::blood,
    roman::numeral,
    abbreviations::square_unit,
    glosses::known,
    abbreviations::known,
    names::mixed,
    capitals::capitals,
    capitals::joined,
    abbreviations::unpronounceable,
];

const NUMBER_RULES: &[Rule] = &[
    foreign::address,
    keys::keys,
    phones::identifier,
    phones::shaped,
    codes::standard,
    codes::plate,
    periods::roman_month,
    periods::months_of_year,
    codes::document,
    dates::full,
    lists::hyphens,
    times::clock,
    dates::month_year,
    phones::short,
    phones::long,
    names::mixed,
    dates::days_of_month,
    ratios::slash,
    dates::hyphenated,
    ranges::range,
    plain::list,
    plain::version,
    plain::quantity,
];

const MARK_RULES: &[Rule] = &[
    glosses::bracket,
    echoes::bracket,
    phones::bracketed,
    codes::blank_number,
    symbols::markup,
    keys::keys,
    symbols::slash,
    symbols::arrow,
    symbols::dash,
    symbols::sign,
    symbols::pause,
];

/// Reads what stands at a position, or nothing where it is an ordinary word.
pub(super) fn read(reader: &mut Reader<'_>, idx: usize) -> Option<Hit> {
    let hit = match reader.lexicon.own(reader.tokens, idx) {
        Some((end, spoken)) => Some(Hit::new(end, spoken, "lexicon.own")),
        None => rules(reader, idx).iter().find_map(|rule| rule(reader, idx)),
    };
    if let Some(hit) = &hit {
        reader.note(hit);
    }
    hit
}

fn rules(reader: &Reader<'_>, idx: usize) -> &'static [Rule] {
    match reader.tokens.get(idx).map(|token| token.kind) {
        Some(Kind::Word) if reader.is_ordinary(idx) => &[],
        Some(Kind::Word) => WORD_RULES,
        Some(Kind::Number) => NUMBER_RULES,
        Some(Kind::Mark(_)) => MARK_RULES,
        None => &[],
    }
}

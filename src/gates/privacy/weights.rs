//! How much each sign weighs.
//!
//! A person with all signs comes in; the sum over the table `data/weights.txt` comes out, and whether
//! anything speaks of this very person. Lookups only.

use std::sync::LazyLock;

use super::person::{BEFORE, NEAR, NEXT, Person, TRAITS, Trait, WINDOWS};
use super::sign::{SIGNS, Sign};

/// The weights of signs and traits, by bit.
struct Weights {
    signs: [[i32; 32]; WINDOWS.len()],
    traits: [i32; 32],
    base: i32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { signs: [[0; 32]; WINDOWS.len()], traits: [0; 32], base: 0 };
    let lines = include_str!("data/weights.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (head, rest) = line.split_once(':').expect("every line of weights.txt names its window");
        for part in rest.split(',') {
            let (name, weight) = part.trim().split_once(' ').expect("a name and a weight");
            let weight: i32 = weight.parse().expect("a weight is a number");
            let bit = |names: &[&str]| names.iter().position(|one| *one == name).expect("a known name");
            match WINDOWS.iter().position(|window| *window == head) {
                Some(window) => weights.signs[window][bit(SIGNS)] = weight,
                None if head == "trait" => weights.traits[bit(TRAITS)] = weight,
                None => weights.base = weight,
            }
        }
    }
    weights
});

/// The sum that a name asks for: a given name alone may be a flower's or a hamlet's.
pub(super) fn asked_of(person: &Person) -> i32 {
    if person.traits & (1 << Trait::Dim as u32) == 0 { 0 } else { 6 }
}

/// Something speaks of this person as of a child, and not only of children all around.
pub(super) fn is_personal(person: &Person) -> bool {
    const SIGNS: [Sign; 11] = [
        Sign::YoungAge,
        Sign::YoungBirth,
        Sign::OneClass,
        Sign::Grade,
        Sign::School,
        Sign::ChildOne,
        Sign::Pronoun,
        Sign::Mates,
        Sign::Hardship,
        Sign::KinChild,
        Sign::Parents,
    ];
    const TRAITS: [Trait; 9] = [
        Trait::KinBehind,
        Trait::Pictured,
        Trait::Weak,
        Trait::Group,
        Trait::CalledAgain,
        Trait::OfParent,
        Trait::AmongChildren,
        Trait::BesideChild,
        Trait::SelfNamed,
    ];
    let signs = SIGNS.iter().fold(0, |set, sign| set | 1 << *sign as u32);
    let traits = TRAITS.iter().fold(0, |set, one| set | 1 << *one as u32);
    (person.signs[NEAR].0 | person.signs[NEXT].0 | person.signs[BEFORE].0) & signs != 0
        || person.traits & traits != 0
}

/// What only grown-ups do stands beside the name, and nothing young does.
fn is_grown(person: &Person) -> bool {
    const YOUNG: [Sign; 5] = [Sign::YoungAge, Sign::YoungBirth, Sign::OneClass, Sign::Grade, Sign::Pronoun];
    let young = YOUNG.iter().fold(0, |set, sign| set | 1 << *sign as u32);
    person.signs[NEAR].0 & (1 << Sign::GrownAct as u32) != 0
        && (person.signs[NEAR].0 | person.signs[NEXT].0) & young == 0
}

/// The sum for a person; above zero it is a child.
pub(super) fn weigh(person: &Person) -> i32 {
    if is_grown(person) {
        return i32::MIN;
    }
    let sum = |bits: u32, weights: &[i32; 32]| -> i32 {
        weights.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, weight)| weight).sum()
    };
    let signs: i32 =
        person.signs.iter().zip(&WEIGHTS.signs).map(|(signs, weights)| sum(signs.0, weights)).sum();
    WEIGHTS.base + signs + sum(person.traits, &WEIGHTS.traits)
}

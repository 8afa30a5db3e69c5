//! New moons by another way than the program's: the places of moon and sun (Meeus, chapters 47 and 25,
//! the larger terms) and the moment in which they meet. The program sums the series of chapter 49.

use jiff::civil::Date;

/// Viet Nam's clock less dynamical time in days: seven hours, and 72 seconds (2020 to 2035: 69 to 76).
const CLOCK: f64 = 7.0 / 24.0 - 72.0 / 86_400.0;

/// The Julian day of the beginning of the year 2000, and the length of a year.
const EPOCH: f64 = 2_451_544.5;
const YEAR: f64 = 365.2425;

/// The days on which new moons fall from the first January of one year to that of another.
pub(crate) fn new_moons(from: i16, to: i16) -> Vec<Date> {
    let apart = |at: f64| half_turn(moon(at) - sun(at));
    let start = EPOCH + f64::from(from - 2000) * YEAR;
    let n_days = i32::from(to - from) * 366;
    let meets = |day: i32| {
        let at = start + f64::from(day);
        let (before, after) = (apart(at), apart(at + 1.0));
        (before < 0.0 && after >= 0.0 && after - before < 90.0).then(|| zero(apart, at))
    };
    (0..n_days).filter_map(meets).map(civil_day).filter(|day| (from..to).contains(&day.year())).collect()
}

/// The day on which the sun reaches the autumn equinox: it lies in the eighth month.
pub(crate) fn equinox(year: i16) -> Date {
    let august = EPOCH + f64::from(year - 2000) * YEAR + 240.0;
    let left = |at: f64| half_turn(sun(at) - 180.0);
    let day = (0..60).map(|n| august + f64::from(n)).find(|at| left(*at) < 0.0 && left(at + 1.0) >= 0.0);
    civil_day(zero(left, day.expect("the sun passes it in September")))
}

/// Where a function that rises through zero within a day does so.
fn zero(f: impl Fn(f64) -> f64, from: f64) -> f64 {
    let (mut below, mut above) = (from, from + 1.0);
    for _ in 0..40 {
        let middle = f64::midpoint(below, above);
        if f(middle) < 0.0 { below = middle } else { above = middle }
    }
    below
}

#[expect(clippy::cast_possible_truncation, reason = "a day number has seven digits")]
fn civil_day(at: f64) -> Date {
    let days = (at + CLOCK - EPOCH).floor() as i64;
    jiff::civil::date(2000, 1, 1).saturating_add(jiff::Span::new().days(days))
}

fn half_turn(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

fn centuries(at: f64) -> f64 {
    (at - 2_451_545.0) / 36_525.0
}

fn sun(at: f64) -> f64 {
    let t = centuries(at);
    let m = (357.529_11 + 35_999.050_29 * t).to_radians();
    280.466_46
        + 36_000.769_83 * t
        + (1.914_602 - 0.004_817 * t) * m.sin()
        + 0.019_993 * (2.0 * m).sin()
        + 0.000_289 * (3.0 * m).sin()
        - 0.005_69
}

fn moon(at: f64) -> f64 {
    let t = centuries(at);
    let mean = 218.316_447_7 + 481_267.881_234_21 * t - 0.001_578_6 * t * t;
    let elongation = 297.850_192_1 + 445_267.111_403_4 * t - 0.001_881_9 * t * t;
    let anomaly = 357.529_109_2 + 35_999.050_290_9 * t - 0.000_153_6 * t * t;
    let own = 134.963_396_4 + 477_198.867_505_5 * t + 0.008_741_4 * t * t;
    let latitude = 93.272_095_0 + 483_202.017_523_3 * t - 0.003_653_9 * t * t;
    let e = 1.0 - 0.002_516 * t;
    let terms = TERMS.iter().map(|(factors, millionths)| {
        let [of_d, of_m, of_own, of_f] = factors.map(f64::from);
        let angle = of_d * elongation + of_m * anomaly + of_own * own + of_f * latitude;
        millionths * e.powi(i32::from(factors[1].abs())) * angle.to_radians().sin()
    });
    let planets = 3_958.0 * (119.75 + 131.849 * t).to_radians().sin()
        + 1_962.0 * (mean - latitude).to_radians().sin()
        + 318.0 * (53.09 + 479_264.290 * t).to_radians().sin();
    mean + (terms.sum::<f64>() + planets) / 1e6
}

/// Multiples of the elongation, the sun's and the moon's anomaly and the argument of latitude, and the
/// coefficient in millionths of a degree.
const TERMS: [([i8; 4], f64); 27] = [
    ([0, 0, 1, 0], 6_288_774.0),
    ([2, 0, -1, 0], 1_274_027.0),
    ([2, 0, 0, 0], 658_314.0),
    ([0, 0, 2, 0], 213_618.0),
    ([0, 1, 0, 0], -185_116.0),
    ([0, 0, 0, 2], -114_332.0),
    ([2, 0, -2, 0], 58_793.0),
    ([2, -1, -1, 0], 57_066.0),
    ([2, 0, 1, 0], 53_322.0),
    ([2, -1, 0, 0], 45_758.0),
    ([0, 1, -1, 0], -40_923.0),
    ([1, 0, 0, 0], -34_720.0),
    ([0, 1, 1, 0], -30_383.0),
    ([2, 0, 0, -2], 15_327.0),
    ([0, 0, 1, 2], -12_528.0),
    ([0, 0, 1, -2], 10_980.0),
    ([4, 0, -1, 0], 10_675.0),
    ([0, 0, 3, 0], 10_034.0),
    ([4, 0, -2, 0], 8_548.0),
    ([2, 1, -1, 0], -7_888.0),
    ([2, 1, 0, 0], -6_766.0),
    ([1, 0, -1, 0], -5_163.0),
    ([1, 1, 0, 0], 4_987.0),
    ([2, -1, 1, 0], 4_036.0),
    ([2, 0, 2, 0], 3_994.0),
    ([4, 0, 0, 0], 3_861.0),
    ([2, 0, -3, 0], 3_665.0),
];

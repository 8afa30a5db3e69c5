//! Where moon and sun stand, as calendars need it.
//!
//! Moments come in as Julian days of dynamical time, or as numbers of lunations; angles and moments go
//! out. Positions follow Meeus, Astronomical Algorithms (2nd edition), chapters 25 and 49: good to within
//! a minute, which decides every day from 1968 to 2076.

use std::f64::consts::TAU;

/// The mean length of a lunation in days.
pub(super) const LUNATION: f64 = 29.530_588_861;

/// The mean new moon of 6 January 2000 (Meeus 49.1), from which lunations are counted.
pub(super) const FIRST_NEW_MOON: f64 = 2_451_550.097_66;

/// The apparent longitude of the sun in degrees (Meeus chapter 25, 0.01 degree).
pub(super) fn sun_longitude(jde: f64) -> f64 {
    let t = (jde - 2_451_545.0) / 36_525.0;
    let mean = 280.466_46 + t * (36_000.769_83 + t * 0.000_303_2);
    let m = radians(357.529_11 + t * (35_999.050_29 - t * 0.000_153_7));
    let center = (1.914_602 - t * (0.004_817 + t * 0.000_014)) * m.sin()
        + (0.019_993 - t * 0.000_101) * (2.0 * m).sin()
        + 0.000_289 * (3.0 * m).sin();
    let omega = radians(125.04 - 1934.136 * t);
    (mean + center - 0.005_69 - 0.004_78 * omega.sin()).rem_euclid(360.0)
}

/// The moment of a new moon in dynamical time (Meeus chapter 49).
pub(super) fn new_moon(k: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lunations have four digits")]
    let k = k as f64;
    let t = k / 1236.85;
    let t2 = t * t;
    let mean =
        FIRST_NEW_MOON + LUNATION * k + t2 * (0.000_154_37 - t * (0.000_000_150 - t * 0.000_000_000_73));
    let e = 1.0 - t * (0.002_516 + t * 0.000_007_4);
    let sun = radians(2.5534 + 29.105_356_70 * k - t2 * (0.000_001_4 + t * 0.000_000_11));
    let moon =
        radians(201.5643 + 385.816_935_28 * k + t2 * (0.010_758_2 + t * (0.000_012_38 - t * 0.000_000_058)));
    let latitude =
        radians(160.7108 + 390.670_502_84 * k - t2 * (0.001_611_8 + t * (0.000_002_27 - t * 0.000_000_011)));
    let node = radians(124.7746 - 1.563_755_88 * k + t2 * (0.002_067_2 + t * 0.000_002_15));
    let angles = [sun, moon, latitude, node];
    let periodic: f64 = PERIODIC
        .iter()
        .map(|(coefficient, powers, factors)| {
            let angle: f64 = factors.iter().zip(angles).map(|(n, angle)| f64::from(*n) * angle).sum();
            coefficient * e.powi(*powers) * angle.sin()
        })
        .sum();
    let planetary: f64 = PLANETARY
        .iter()
        .enumerate()
        .map(|(i, (constant, rate, coefficient))| {
            let quadratic = if i == 0 { -0.009_173 * t2 } else { 0.0 };
            coefficient * 0.000_001 * radians(constant + rate * k + quadratic).sin()
        })
        .sum();
    mean + periodic + planetary
}

/// Dynamical time less universal time in days (Espenak and Meeus, polynomials for 1900 to 2150).
pub(super) fn delta_t(julian: f64) -> f64 {
    let year = 2000.0 + (julian - 2_451_544.5) / 365.2425;
    let seconds = if year < 1920.0 {
        let t = year - 1900.0;
        -2.79 + t * (1.494_119 + t * (-0.059_893_9 + t * (0.006_196_6 - t * 0.000_197)))
    } else if year < 1941.0 {
        let t = year - 1920.0;
        21.20 + t * (0.844_93 + t * (-0.076_100 + t * 0.002_093_6))
    } else if year < 1961.0 {
        let t = year - 1950.0;
        29.07 + t * (0.407 + t * (-1.0 / 233.0 + t / 2547.0))
    } else if year < 1986.0 {
        let t = year - 1975.0;
        45.45 + t * (1.067 + t * (-1.0 / 260.0 - t / 718.0))
    } else if year < 2005.0 {
        let t = year - 2000.0;
        63.86
            + t * (0.3345 + t * (-0.060_374 + t * (0.001_727_5 + t * (0.000_651_814 + t * 0.000_023_735_99))))
    } else if year < 2050.0 {
        let t = year - 2000.0;
        62.92 + t * (0.322_17 + t * 0.005_589)
    } else {
        let u = (year - 1820.0) / 100.0;
        -20.0 + 32.0 * u * u - 0.5628 * (2150.0 - year)
    };
    seconds / 86_400.0
}

fn radians(degrees: f64) -> f64 {
    degrees.rem_euclid(360.0) * (TAU / 360.0)
}

/// The periodic terms of a new moon (Meeus, table of chapter 49): coefficient in days, power of E, and
/// multiples of the anomalies of sun and moon, the moon's argument of latitude and its node.
const PERIODIC: [(f64, i32, [i8; 4]); 25] = [
    (-0.407_20, 0, [0, 1, 0, 0]),
    (0.172_41, 1, [1, 0, 0, 0]),
    (0.016_08, 0, [0, 2, 0, 0]),
    (0.010_39, 0, [0, 0, 2, 0]),
    (0.007_39, 1, [-1, 1, 0, 0]),
    (-0.005_14, 1, [1, 1, 0, 0]),
    (0.002_08, 2, [2, 0, 0, 0]),
    (-0.001_11, 0, [0, 1, -2, 0]),
    (-0.000_57, 0, [0, 1, 2, 0]),
    (0.000_56, 1, [1, 2, 0, 0]),
    (-0.000_42, 0, [0, 3, 0, 0]),
    (0.000_42, 1, [1, 0, 2, 0]),
    (0.000_38, 1, [1, 0, -2, 0]),
    (-0.000_24, 1, [-1, 2, 0, 0]),
    (-0.000_17, 0, [0, 0, 0, 1]),
    (-0.000_07, 0, [2, 1, 0, 0]),
    (0.000_04, 0, [0, 2, -2, 0]),
    (0.000_04, 0, [3, 0, 0, 0]),
    (0.000_03, 0, [1, 1, -2, 0]),
    (0.000_03, 0, [0, 2, 2, 0]),
    (-0.000_03, 0, [1, 1, 2, 0]),
    (0.000_03, 0, [-1, 1, 2, 0]),
    (-0.000_02, 0, [-1, 1, -2, 0]),
    (-0.000_02, 0, [1, 3, 0, 0]),
    (0.000_02, 0, [0, 4, 0, 0]),
];

/// The planetary arguments: constant, degrees a lunation, coefficient in millionths of a day.
const PLANETARY: [(f64, f64, f64); 14] = [
    (299.77, 0.107_408, 325.0),
    (251.88, 0.016_321, 165.0),
    (251.83, 26.651_886, 164.0),
    (349.42, 36.412_478, 126.0),
    (84.66, 18.206_239, 110.0),
    (141.74, 53.303_771, 62.0),
    (207.14, 2.453_732, 60.0),
    (154.84, 7.306_860, 56.0),
    (34.52, 27.261_239, 47.0),
    (207.19, 0.121_824, 42.0),
    (291.34, 1.844_379, 40.0),
    (161.72, 24.198_154, 37.0),
    (239.56, 25.513_099, 35.0),
    (331.55, 3.592_518, 23.0),
];

//! What templates of drawings set text with: the filters `fit` and `qr`.
//!
//! `{{ title | fit(width=…, height=…, largest=…, smallest=…) }}` gives a size of type and lines with
//! their places; all of them are pure functions of their arguments.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::draw::fit::{self, Space};
use crate::draw::font::{self, Weight};
use crate::draw::qr;

/// The distance of two lines, unless a template says otherwise: room for stacked marks.
const LEADING: f32 = 1.28;

/// Makes the filters known to templates.
pub fn register(tera: &mut Tera) {
    tera.register_filter("fit", fit);
    tera.register_filter("qr", qr);
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn fit(text: &str, arguments: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let weight = weight(&arguments)?;
    let fitted = fit::fit(text, space(&arguments)?, &|text| font::width(text, weight));
    Ok(Value::from_serializable(&fitted))
}

/// A text as the path of a QR code and the number of its modules.
fn qr(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let drawn = qr::path(text).ok_or_else(|| Error::message("too long for a QR code"))?;
    Ok(Value::from_serializable(&serde_json::json!({ "side": drawn.side, "path": drawn.path })))
}

fn space(arguments: &Kwargs) -> TeraResult<Space> {
    Ok(Space {
        width: arguments.must_get("width")?,
        height: arguments.must_get("height")?,
        largest: arguments.must_get("largest")?,
        smallest: arguments.must_get("smallest")?,
        leading: arguments.get("leading")?.unwrap_or(LEADING),
    })
}

fn weight(arguments: &Kwargs) -> TeraResult<Weight> {
    match arguments.get::<&str>("weight")? {
        None | Some("regular") => Ok(Weight::Regular),
        Some("bold") => Ok(Weight::Bold),
        Some(other) => Err(Error::message(format!("weight is `regular` or `bold`, not `{other}`"))),
    }
}

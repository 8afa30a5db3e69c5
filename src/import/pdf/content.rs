//! What a page draws: letters with their places.
//!
//! In: a page's content streams and resources. Out: glyphs with place, width and size, in the order they are drawn. Only
//! text operators and the matrix are followed; forms are entered to a fixed depth. Colours, paths and pictures are passed
//! over; letters turned on their side say so.

use std::rc::Rc;

use super::fonts::{Cache, Font};
use super::objects::{File, find};
use super::pages::Page;
use super::syntax::{Dict, Lexer, Object, References};
use crate::import::Refusal;

/// One code that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// How it is turned, in steps of fifteen degrees against the clock; places count along its own line.
    pub(super) turn: i8,
}

/// How much one file may draw.
#[derive(Debug)]
pub(super) struct Budget {
    operators: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { operators: 20_000_000 }
    }
}

/// The glyphs of a page.
pub(super) fn glyphs(
    file: &File<'_>,
    page: &Page,
    fonts: &mut Cache,
    budget: &mut Budget,
) -> Result<Vec<Glyph>, Refusal> {
    let mut data = Vec::new();
    for part in &page.contents {
        data.extend(file.stream(part)?);
        data.push(b'\n');
    }
    let mut painter = Painter {
        file,
        fonts,
        budget,
        glyphs: Vec::new(),
        matrix: IDENTITY,
        stack: Vec::new(),
        text: TextState::default(),
    };
    painter.run(&data, &page.resources, 0)?;
    Ok(painter.glyphs)
}

type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

#[derive(Debug, Clone)]
struct TextState {
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    matrix: Matrix,
    line: Matrix,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            font: None,
            size: 10.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            matrix: IDENTITY,
            line: IDENTITY,
        }
    }
}

struct Painter<'f, 'a> {
    file: &'f File<'a>,
    fonts: &'f mut Cache,
    budget: &'f mut Budget,
    glyphs: Vec<Glyph>,
    matrix: Matrix,
    stack: Vec<(Matrix, TextState)>,
    text: TextState,
}

impl Painter<'_, '_> {
    fn run(&mut self, data: &[u8], resources: &Dict, depth: usize) -> Result<(), Refusal> {
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.object(References::None) {
            let Object::Operator(operator) = object else {
                if operands.len() < 1_000 {
                    operands.push(object);
                }
                continue;
            };
            self.budget.operators = self.budget.operators.checked_sub(1).ok_or(Refusal::TooSlow)?;
            if operator == "ID" {
                lexer.at = find(data, b"EI", lexer.at).map_or(data.len(), |at| at + 2);
            } else if operator == "Do" {
                self.form(&operands, resources, depth)?;
            } else {
                self.operator(&operator, &operands, resources)?;
            }
            operands.clear();
        }
        Ok(())
    }

    fn operator(&mut self, operator: &str, operands: &[Object], resources: &Dict) -> Result<(), Refusal> {
        let number = |idx: usize| operands.get(idx).and_then(Object::number).unwrap_or(0.0);
        match operator {
            "q" if self.stack.len() < 500 => self.stack.push((self.matrix, self.text.clone())),
            "Q" => {
                if let Some((matrix, text)) = self.stack.pop() {
                    self.matrix = matrix;
                    self.text = TextState { matrix: self.text.matrix, line: self.text.line, ..text };
                }
            }
            "cm" => {
                self.matrix =
                    product([number(0), number(1), number(2), number(3), number(4), number(5)], self.matrix);
            }
            "BT" => {
                self.text.matrix = IDENTITY;
                self.text.line = IDENTITY;
            }
            "Tf" => {
                self.text.size = number(1);
                self.text.font =
                    self.font(operands.first().and_then(Object::name).unwrap_or(""), resources)?;
            }
            "Tc" => self.text.spacing = number(0),
            "Tw" => self.text.word_spacing = number(0),
            "Tz" => self.text.scale = number(0) / 100.0,
            "TL" => self.text.leading = number(0),
            "Ts" => self.text.rise = number(0),
            "Td" => self.move_line(number(0), number(1)),
            "TD" => {
                self.text.leading = -number(1);
                self.move_line(number(0), number(1));
            }
            "Tm" => {
                self.text.line = [number(0), number(1), number(2), number(3), number(4), number(5)];
                self.text.matrix = self.text.line;
            }
            "T*" => self.move_line(0.0, -self.text.leading),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.move_line(0.0, -self.text.leading);
                self.show(operands.first());
            }
            "\"" => {
                self.text.word_spacing = number(0);
                self.text.spacing = number(1);
                self.move_line(0.0, -self.text.leading);
                self.show(operands.get(2));
            }
            "TJ" => self.show_spaced(operands.first()),
            _ => {}
        }
        Ok(())
    }

    fn font(&mut self, name: &str, resources: &Dict) -> Result<Option<Rc<Font>>, Refusal> {
        let Some(object) = self.file.get(resources, "Font").dict().and_then(|fonts| fonts.get(name)) else {
            return Ok(None);
        };
        let key = format!("{object:?}");
        if let Some(font) = self.fonts.get(&key) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(dict) = self.file.resolve(object).dict() else { return Ok(None) };
        let font = Rc::new(Font::read(self.file, dict)?);
        if self.fonts.len() < 2_000 {
            self.fonts.insert(key, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    fn form(&mut self, operands: &[Object], resources: &Dict, depth: usize) -> Result<(), Refusal> {
        let name = operands.first().and_then(Object::name).unwrap_or("");
        let Some(object) =
            self.file.get(resources, "XObject").dict().and_then(|forms| forms.get(name)).cloned()
        else {
            return Ok(());
        };
        let Some(dict) = self.file.resolve(&object).dict() else { return Ok(()) };
        if depth > 8 || self.file.get(dict, "Subtype").name() != Some("Form") {
            return Ok(());
        }
        let own = self.file.get(dict, "Resources").dict().unwrap_or(resources).clone();
        let placed: Vec<f64> = self
            .file
            .get(dict, "Matrix")
            .array()
            .unwrap_or(&[])
            .iter()
            .filter_map(|it| self.file.resolve(it).number())
            .collect();
        let data = self.file.stream(&object)?;
        let (matrix, text) = (self.matrix, self.text.clone());
        if let [a, b, c, d, e, f] = placed[..] {
            self.matrix = product([a, b, c, d, e, f], self.matrix);
        }
        self.run(&data, &own, depth + 1)?;
        self.matrix = matrix;
        self.text = text;
        Ok(())
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.text.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.text.line);
        self.text.matrix = self.text.line;
    }

    fn show_spaced(&mut self, operand: Option<&Object>) {
        for item in operand.and_then(Object::array).unwrap_or(&[]) {
            match item {
                Object::Number(shift) => {
                    let x = -shift / 1000.0 * self.text.size * self.text.scale;
                    self.text.matrix = product([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text.matrix);
                }
                text => self.show(Some(text)),
            }
        }
    }

    fn show(&mut self, operand: Option<&Object>) {
        let (Some(Object::Text(bytes)), Some(font)) = (operand, self.text.font.clone()) else { return };
        for code in font.codes(bytes) {
            let text = &self.text;
            let glyph = code.width / 1000.0 * text.size * text.scale;
            let spacing = (text.spacing + if code.is_space { text.word_spacing } else { 0.0 }) * text.scale;
            let place = product([1.0, 0.0, 0.0, 1.0, 0.0, text.rise], product(text.matrix, self.matrix));
            if !code.text.is_empty() && self.glyphs.len() < 5_000_000 {
                let size = text.size;
                self.glyphs.push(placed(code.text, place, glyph, size));
            }
            self.text.matrix = product([1.0, 0.0, 0.0, 1.0, glyph + spacing, 0.0], self.text.matrix);
        }
    }
}

fn product(one: Matrix, other: Matrix) -> Matrix {
    [
        one[0] * other[0] + one[1] * other[2],
        one[0] * other[1] + one[1] * other[3],
        one[2] * other[0] + one[3] * other[2],
        one[2] * other[1] + one[3] * other[3],
        one[4] * other[0] + one[5] * other[2] + other[4],
        one[4] * other[1] + one[5] * other[3] + other[5],
    ]
}

/// A letter where it stands, along the line that it was written on.
fn placed(text: String, place: Matrix, width: f64, size: f64) -> Glyph {
    let [along, up, _, rise, x, y] = place;
    if up.abs() < 0.3 * along.abs().max(1e-9) && along > 0.0 {
        return Glyph { text, x, end: x + width * along, y, size: (size * rise.abs()).max(1.0), turn: 0 };
    }
    let length = along.hypot(up).max(1e-9);
    let (cos, sin) = (along / length, up / length);
    #[expect(clippy::cast_possible_truncation, reason = "between -12 and 12")]
    let turn = (up.atan2(along).to_degrees() / 15.0).round().clamp(-12.0, 12.0) as i8;
    let (x, y) = (x * cos + y * sin, y * cos - x * sin);
    let size = (size * place[2].hypot(rise)).max(1.0);
    // What is nearly upright and was not taken as such is no part of the upright lines.
    let turn = if turn == 0 { 1 } else { turn };
    Glyph { text, x, end: x + width * length, y, size, turn }
}

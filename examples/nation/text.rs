//! Vietnamese texts for the synthetic portal: the same words for every generator.
//!
//! A seed comes in, a title, a summary and a body come out; the same seed gives the same text on any
//! machine. The sentences are general advice; no real person, child or event occurs in them.

/// A small deterministic generator of numbers (`SplitMix64`).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice for one purpose.
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x6a09_e667_f3bc_c908)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n as u64).expect("below n, which is a usize")
    }

    /// One of some words.
    pub(crate) fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// A headline for an article of a topic in a place.
pub(crate) fn title(dice: &mut Dice, topic: usize, place: &str) -> String {
    let what = dice.pick(WHAT);
    let about = dice.pick(ABOUT[topic]);
    match dice.below(3) {
        0 => format!("{what} {about} tại {place}"),
        1 => format!("{place}: {} {about}", lower_first(what)),
        _ => format!("{what} {about} cho gia đình ở {place}"),
    }
}

/// One sentence for lists.
pub(crate) fn summary(dice: &mut Dice, place: &str) -> String {
    format!("{} {}", dice.pick(LEADS).replace("{}", place), dice.pick(SENTENCES))
}

/// A body of about three kilobytes: headings, paragraphs, lists, a table and links. `link` is a
/// target in the form of the generator that will read it.
pub(crate) fn body(dice: &mut Dice, place: &str, link: &str) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str(&dice.pick(LEADS).replace("{}", place));
    out.push(' ');
    paragraph(dice, &mut out, 2);
    for (i, heading) in headings(dice).into_iter().enumerate() {
        out.push_str(&format!("## {heading}\n\n"));
        paragraph(dice, &mut out, 3);
        match i {
            0 => list(dice, &mut out, "- "),
            1 => table(dice, &mut out),
            2 => list(dice, &mut out, "1. "),
            _ => out.push_str(&format!(
                "Đọc thêm [{}]({link}). Khi cần giúp, gọi [111](tel:111): miễn phí, **24/24 giờ**.\n",
                dice.pick(MORE)
            )),
        }
    }
    out
}

fn headings(dice: &mut Dice) -> Vec<&'static str> {
    let first = dice.below(HEADINGS.len());
    (0..4).map(|i| HEADINGS[(first + 3 * i) % HEADINGS.len()]).collect()
}

fn paragraph(dice: &mut Dice, out: &mut String, n: usize) {
    for i in 0..n {
        let sentence = dice.pick(SENTENCES);
        if i == 1 {
            let (head, tail) = sentence.split_once(' ').unwrap_or((sentence, ""));
            out.push_str(&format!("**{head}** {tail} "));
        } else {
            out.push_str(sentence);
            out.push(' ');
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out.push_str("\n\n");
}

fn list(dice: &mut Dice, out: &mut String, mark: &str) {
    for _ in 0..5 {
        out.push_str(mark);
        out.push_str(dice.pick(ITEMS));
        out.push('\n');
    }
    out.push('\n');
}

fn table(dice: &mut Dice, out: &mut String) {
    out.push_str("| Việc | Ai làm | Khi nào |\n|---|---|---|\n");
    for _ in 0..4 {
        let (task, who, when) = (dice.pick(TASKS), dice.pick(WHO), dice.pick(WHEN));
        out.push_str(&format!("| {task} | {who} | {when} |\n"));
    }
    out.push('\n');
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

const WHAT: &[&str] = &[
    "Buổi nói chuyện",
    "Hướng dẫn",
    "Năm việc nên làm",
    "Lớp học cuối tuần",
    "Ngày hội",
    "Điều cần biết",
    "Kế hoạch tháng",
    "Câu lạc bộ",
    "Góc tư vấn",
    "Bảng nhắc việc",
];

const ABOUT: [&[&str]; 4] = [
    &["quyền được bảo vệ của trẻ", "chính sách cho trẻ em", "khám sức khỏe học đường", "đăng ký khai sinh"],
    &["lắng nghe con", "kỷ luật không đòn roi", "nói chuyện với con tuổi mới lớn", "giữ trẻ an toàn ở nhà"],
    &["phòng đuối nước", "học bơi mùa hè", "rào ao, đậy giếng", "trông trẻ gần nước mùa lũ"],
    &["an toàn trên mạng", "đặt giờ dùng điện thoại", "giữ thông tin riêng", "nhận ra tin nhắn lừa đảo"],
];

const LEADS: &[&str] = &[
    "Bà con {} cùng đọc và làm theo từng bước.",
    "Cán bộ phụ trách trẻ em ở {} gửi tới mỗi gia đình những điều sau.",
    "Nhà trường và các đoàn thể ở {} nhắc nhau làm đều mỗi tuần.",
    "Trong tháng này, {} dành các buổi sinh hoạt để nói về việc giữ trẻ an toàn.",
];

const SENTENCES: &[&str] = &[
    "Trẻ nhỏ chỉ cần vài phút không có người lớn bên cạnh là có thể gặp nguy hiểm.",
    "Mỗi gia đình nên chọn một người lớn chịu trách nhiệm trông trẻ trong từng buổi.",
    "Hãy nói với con bằng lời ngắn, rõ và bình tĩnh, rồi hỏi lại để biết con đã hiểu.",
    "Khi con kể một chuyện khó nói, hãy nghe hết rồi mới hỏi, đừng trách mắng con.",
    "Giếng, bể nước và chum vại trong sân cần có nắp đậy chắc, trẻ không tự mở được.",
    "Ao, mương gần nhà nên có hàng rào cao hơn đầu trẻ và cửa có then cài.",
    "Áo phao phải vừa người, cài đủ dây và được kiểm tra trước mỗi lần xuống thuyền.",
    "Không để trẻ đi qua ngầm tràn, cầu tạm khi nước đang lên, dù chỉ một đoạn ngắn.",
    "Người lớn nên học cách ép tim và thổi ngạt, vì những phút đầu quyết định nhiều nhất.",
    "Nếu thấy trẻ bị đánh, bị bỏ mặc hoặc bị xâm hại, hãy báo ngay cho người có trách nhiệm.",
    "Tên, trường học và địa chỉ của trẻ không nên viết công khai trên mạng xã hội.",
    "Đặt điện thoại ngoài phòng ngủ và tắt thông báo vào buổi tối giúp con ngủ đủ giấc.",
    "Con có quyền nói không khi ai đó chạm vào người làm con khó chịu.",
    "Thầy cô, y tế thôn và hội phụ nữ là những người gia đình có thể hỏi trước tiên.",
    "Mỗi tuần nên có một buổi cả nhà cùng ăn cơm, không bật ti vi và không cầm điện thoại.",
    "Trẻ học được nhiều nhất từ việc người lớn làm, không phải từ điều người lớn nhắc.",
    "Lớp học bơi cho trẻ cần có giáo viên, có phao cứu sinh và số trẻ vừa đủ để trông.",
    "Sau cơn bão, dây điện rơi, hố nước và tường nứt là những chỗ phải rào lại trước tiên.",
    "Khi nhận được tin nhắn lạ hứa tặng quà, hãy dừng lại, chụp màn hình và hỏi người lớn.",
    "Xã có danh sách các điểm vui chơi an toàn; gia đình có thể xem ở nhà văn hóa.",
    "Cha mẹ không cần hoàn hảo, chỉ cần đều đặn và biết xin lỗi con khi mình sai.",
    "Trẻ khuyết tật cũng cần được chơi, được học bơi và được hỏi ý kiến như mọi trẻ khác.",
];

const HEADINGS: &[&str] = &[
    "Việc cần làm ngay",
    "Vì sao điều này quan trọng",
    "Khi nào cần gọi giúp đỡ",
    "Nói với con thế nào",
    "Chuẩn bị trước ở nhà",
    "Ai có thể giúp gia đình",
    "Những điều nên tránh",
    "Lịch làm việc trong tháng",
    "Trường học và khu dân cư cùng làm",
    "Đọc thêm",
];

const ITEMS: &[&str] = &[
    "Đi cùng trẻ mỗi khi trẻ ra gần ao, sông, suối, biển.",
    "Đậy nắp giếng, bể nước; đổ hết nước trong xô chậu khi không dùng.",
    "Dạy trẻ nhớ số điện thoại của cha mẹ và số 111.",
    "Thỏa thuận với con giờ nào được dùng điện thoại.",
    "Không đăng ảnh trẻ kèm tên trường, tên lớp.",
    "Khen điều con làm được trước khi nói điều con cần sửa.",
    "Kiểm tra phao, áo phao, sào cứu ở những nơi trẻ hay chơi.",
    "Để thuốc, dao kéo và hóa chất ngoài tầm với của trẻ.",
    "Ghi lại ngày giờ và điều đã thấy trước khi báo tin.",
    "Hỏi con hôm nay có chuyện gì vui, có chuyện gì khó.",
    "Cho trẻ khởi động ít nhất mười phút trước khi xuống nước.",
    "Báo trưởng thôn khi thấy hố sâu chưa có rào, có biển.",
];

const TASKS: &[&str] = &[
    "Rà soát ao, hồ, giếng",
    "Cắm biển báo chỗ nước sâu",
    "Mở lớp dạy bơi",
    "Thăm gia đình có trẻ nhỏ",
    "Phát tờ rơi",
    "Nói chuyện ở trường",
    "Kiểm tra sân chơi",
    "Đọc bài trên loa",
];
const WHO: &[&str] = &["Đoàn Thanh niên", "Hội Phụ nữ", "Trạm y tế", "Trường tiểu học", "Trưởng thôn"];
const WHEN: &[&str] = &["Tuần đầu tháng", "Trước mùa mưa", "Thứ Bảy", "Hằng quý", "Trong tháng 6"];
const MORE: &[&str] = &["cách nói chuyện với con", "những việc làm trước mùa mưa", "hướng dẫn cho gia đình"];

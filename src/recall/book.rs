//! Pages as one build leaves them for the next, in a few volumes.
//!
//! What files became comes in and goes out packed, without bodies, each with the account that the disk
//! gave of its source; a page whose source has another account now, or that was kept on other terms, is
//! made again. A page's volume is told by its folder, so that an edit rewrites one of them. A broken volume
//! is none.

use std::fmt::Debug;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::body::Again;
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::recall::note::Note;
use crate::recall::volume::{Book, Line, Packed, account, write};
use crate::recall::{Parsed, Terms};
use crate::source::{Account, Entry};

/// How many volumes there are.
const VOLUMES: usize = 64;

/// Where what is remembered lies between two builds.
pub trait Keeper: Debug + Send + Sync {
    /// What was kept last of a volume.
    fn load(&self, volume: usize) -> Option<Vec<u8>>;
    /// Keeps these parts, one after the other, for the next build. What is lost here costs that build
    /// its time.
    fn keep(&self, volume: usize, parts: &[&[u8]]);
    /// Keeps nothing of a volume.
    fn forget(&self, volume: usize);
    /// Who reads the bodies of what was kept.
    fn again(&self, terms: Terms) -> Arc<dyn Again>;
}

/// Pages as a build before this one left them.
#[derive(Debug)]
pub struct Kept {
    keeper: Box<dyn Keeper>,
    next: Option<Next>,
}

/// What may be left for the next build.
#[derive(Debug)]
struct Next {
    /// By number; none that is absent, broken or kept on other terms.
    last: Vec<Option<Book>>,
    terms: Terms,
    /// The volume of every file in its place.
    volumes: Vec<usize>,
    /// Of every file in its place, what can be kept.
    pages: Vec<Option<(Account, Packed)>>,
}

/// What a file became, with its line in its volume.
type OnLine = (usize, Parsed);

impl Kept {
    pub(super) fn new(keeper: Box<dyn Keeper>) -> Kept {
        Kept { keeper, next: None }
    }

    pub(super) fn pages<A>(
        &mut self,
        entries: &[Entry],
        terms: Terms,
        aid: impl Fn() -> A + Send + Sync,
        read: impl Fn(&mut A, &Entry) -> Parsed + Send + Sync,
    ) -> Vec<Parsed> {
        let volumes = volumes(entries);
        let again = self.keeper.again(terms);
        let (last, known) = self.last(entries, &volumes, terms);
        let one = |aid: &mut A, (entry, known): (&Entry, Option<(usize, Parsed)>)| {
            if let Some((line, mut parsed)) = known {
                if let Some(page) = &mut parsed.page {
                    page.read_body_with(&again);
                }
                return (parsed, entry.account.zip(Some(Packed::Last(line))));
            }
            let parsed = read(aid, entry);
            let packed = parsed.packed().map(Packed::Now);
            (parsed, account(entry).zip(packed))
        };
        let (mut parsed, mut pages) = (Vec::new(), Vec::new());
        entries.par_iter().zip(known).map_init(aid, one).unzip_into_vecs(&mut parsed, &mut pages);
        self.next = Some(Next { last, terms, volumes, pages });
        parsed
    }

    /// The books of the last build without their pages, and of every file the page and its line, if the disk
    /// gives the same account of it. A volume is let go once its pages are out.
    fn last(
        &self,
        entries: &[Entry],
        volumes: &[usize],
        terms: Terms,
    ) -> (Vec<Option<Book>>, Vec<Option<OnLine>>) {
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); VOLUMES];
        for (nth, volume) in volumes.iter().enumerate() {
            own[*volume].push(nth);
        }
        let open = |(volume, own): (usize, &Vec<usize>)| {
            let mut book = self.open(volume, terms)?;
            let lines = book.lines_of(entries, own).into_iter();
            let pages: Vec<_> =
                lines.filter_map(|(nth, line)| Some((nth, (line, book.page(line)?)))).collect();
            // Few are written again.
            book.bytes = Vec::new();
            Some((book, pages))
        };
        let opened: Vec<_> = own.par_iter().enumerate().map(open).collect();
        let mut known: Vec<Option<OnLine>> = Vec::new();
        known.resize_with(entries.len(), || None);
        let mut books = Vec::with_capacity(opened.len());
        for opened in opened {
            books.push(opened.map(|(book, pages)| {
                for (nth, page) in pages {
                    known[nth] = Some(page);
                }
                book
            }));
        }
        (books, known)
    }

    fn open(&self, volume: usize, terms: Terms) -> Option<Book> {
        self.keeper.load(volume).and_then(|bytes| Book::open(bytes, terms))
    }

    /// Leaves the pages of published files for the next build: of what was taken down, is over or is a
    /// draft nothing stays.
    pub(super) fn leave(&mut self, entries: &[Entry], published: impl Fn(&[&SourcePath]) -> Vec<bool>) {
        let Some(Next { last, terms, volumes, pages }) = self.next.take() else { return };
        let paths: Vec<&SourcePath> = entries.iter().map(|entry| &entry.path).collect();
        let mut lines: Vec<Vec<Line<'_>>> = vec![Vec::new(); VOLUMES];
        let kept = paths.iter().zip(&pages).zip(published(&paths)).zip(volumes);
        for (((path, kept), is_published), volume) in kept {
            if let Some((account, packed)) = kept.as_ref().filter(|_| is_published) {
                lines[volume].push((path, *account, packed));
            }
        }
        let this = &*self;
        lines.par_iter().zip(&last).enumerate().for_each(|(volume, (next, last))| match last {
            Some(last) if !last.differs_from(next) => {}
            _ if next.is_empty() => this.keeper.forget(volume),
            last => {
                // One that another build has replaced meanwhile is nobody's: its pages are read again.
                let is_as_read = |now: &Book| last.as_ref().is_some_and(|last| now.lines == last.lines);
                let last = this.open(volume, terms).filter(is_as_read);
                write(terms, next, last.as_ref(), |parts| this.keeper.keep(volume, parts));
            }
        });
    }
}

/// Where the page of every file is kept. Those of a folder lie together, as whoever goes through all of them
/// in their order meets them; of a large folder an edit would rewrite too much. A file that gets another
/// volume by that is read again.
fn volumes(entries: &[Entry]) -> Vec<usize> {
    const LARGE: usize = 256;
    let rows = entries.chunk_by(|one, next| one.path.folder() == next.path.folder());
    let of_row = |row: &[Entry]| -> Vec<usize> {
        let together = row.first().map_or(0, |first| volume_of(first.path.folder()));
        let own = |entry: &Entry| if row.len() > LARGE { volume_of(entry.path.as_str()) } else { together };
        row.iter().map(own).collect()
    };
    rows.flat_map(of_row).collect()
}

fn volume_of(name: &str) -> usize {
    Digest::of(name.as_bytes()).number() % VOLUMES
}

impl Parsed {
    /// The page for the next build, with what is told of it: only if no gate must judge it again.
    fn packed(&self) -> Option<Vec<u8>> {
        let page = self.page.as_ref()?;
        let advice = Note::all(self.examined.as_ref()?.only_advice()?)?;
        postcard::to_stdvec(&(page, Note::all(&self.problems)?, advice)).ok()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests write sources to a temporary folder")]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::content::{self, Body, Options, Page, block::Blocks};
    use crate::diag::{At, Diagnostic, messages};
    use crate::gates::sources::Examined;
    use crate::recall::Recall;
    use crate::source;

    #[derive(Debug, Default, Clone)]
    struct InMemory(Arc<Mutex<BTreeMap<usize, Vec<u8>>>>);

    impl InMemory {
        fn volumes(&self) -> std::sync::MutexGuard<'_, BTreeMap<usize, Vec<u8>>> {
            self.0.lock().expect("no test panics within")
        }
    }

    #[derive(Debug)]
    struct Empty;

    impl Keeper for InMemory {
        fn load(&self, volume: usize) -> Option<Vec<u8>> {
            self.volumes().get(&volume).cloned()
        }
        fn keep(&self, volume: usize, parts: &[&[u8]]) {
            self.volumes().insert(volume, parts.concat());
        }
        fn forget(&self, volume: usize) {
            self.volumes().remove(&volume);
        }
        fn again(&self, _terms: Terms) -> Arc<dyn Again> {
            Arc::new(Empty)
        }
    }

    impl Again for Empty {
        fn body(&self, _path: &SourcePath, _digest: Digest) -> (Body, Blocks) {
            (Body::pack(&Blocks::default()), Blocks::default())
        }
    }

    fn terms(day: i8) -> Terms {
        Terms { options: Options { trust_html: false }, today: jiff::civil::date(2026, 11, day) }
    }

    /// What the files become, and how many of them were read for it.
    fn pages(keeper: &InMemory, entries: &[Entry], terms: Terms) -> (Vec<String>, usize) {
        let mut listing = source::Listing { pages: entries.to_vec(), ..source::Listing::default() };
        source::state(std::path::Path::new("."), &mut listing);
        let entries = &listing.pages;
        let reads = AtomicUsize::new(0);
        let read = |(): &mut (), entry: &Entry| {
            reads.fetch_add(1, Ordering::Relaxed);
            let file = source::read_text(entry).expect("a source");
            let (page, problems) = content::parse(&file, terms.options);
            let examined = Some(Examined::harmless(&file.path, file.digest));
            Parsed { page, problems, examined }
        };
        let mut recall = Recall::of_pages(Box::new(keeper.clone()));
        let parsed = recall.pages(entries, terms, || (), read);
        recall.leave(entries, |paths| paths.iter().map(|path| path.as_str() != "hidden.md").collect());
        let shown = |parsed: &Parsed| format!("{:?} {:?}", parsed.examined, parsed.page.as_ref().map(title));
        (parsed.iter().map(shown).collect(), reads.into_inner())
    }

    fn title(page: &Page) -> String {
        match page {
            Page::Article(article) => article.front.title.value.clone(),
            Page::Section(section) => section.front.title.value.clone(),
        }
    }

    fn wait_until_accounts_count() {
        std::thread::sleep(Duration::from_millis(2_100));
    }

    #[test]
    fn what_was_told_is_told_again_and_what_rests_on_a_law_is_judged_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let disk = folder.path().join("a.md");
        std::fs::write(&disk, "+++\ntitle = \"Một\"\ndate = 2026-05-12\n+++\nLời.\n").expect("a file");
        let path = SourcePath::new("a.md");
        let mut listing = source::Listing::default();
        listing.pages.push(Entry::new(path.clone(), disk));
        wait_until_accounts_count();
        source::state(folder.path(), &mut listing);
        let glued = messages::words_glued(At { line: 5, column: 1 }.in_file(&path), "lờicủa", "lời của");
        let lawful = Diagnostic { law: "Luật", ..glued.clone() };
        let told = |keeper: &InMemory, found: &Diagnostic| {
            let reads = AtomicUsize::new(0);
            let read = |(): &mut (), entry: &Entry| {
                reads.fetch_add(1, Ordering::Relaxed);
                let file = source::read_text(entry).expect("a source");
                let (page, _) = content::parse(&file, terms(1).options);
                let examined = Examined::harmless(&file.path, file.digest);
                let examined = examined.with_advice(&file.path, vec![found.clone()]);
                Parsed { page, problems: vec![glued.clone()], examined: Some(examined) }
            };
            let mut recall = Recall::of_pages(Box::new(keeper.clone()));
            let parsed = recall.pages(&listing.pages, terms(1), || (), read).remove(0);
            recall.leave(&listing.pages, |paths| vec![true; paths.len()]);
            let advice = parsed.examined.and_then(|it| it.only_advice().map(<[Diagnostic]>::to_vec));
            (parsed.problems, advice, reads.into_inner())
        };
        for (found, again) in [(glued.clone(), 0), (lawful, 1)] {
            let keeper = InMemory::default();
            let whole = |reads| (vec![glued.clone()], Some(vec![found.clone()]), reads);
            assert_eq!(told(&keeper, &found), whole(1));
            assert_eq!(told(&keeper, &found), whole(again));
        }
    }

    #[test]
    fn only_what_changed_is_read_and_a_broken_book_is_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            let disk = folder.path().join(name);
            std::fs::create_dir_all(disk.parent().expect("a folder")).expect("a folder");
            std::fs::write(&disk, format!("+++\ntitle = \"{text}\"\ndate = 2026-05-12\n+++\nLời.\n"))
                .expect("a file");
            Entry::new(SourcePath::new(name), disk)
        };
        let entries = [write("a/a.md", "Một"), write("b/b.md", "Hai"), write("c/c.md", "Ba")];
        wait_until_accounts_count();
        let keeper = InMemory::default();
        let (first, reads) = pages(&keeper, &entries, terms(1));
        assert_eq!(reads, 3);
        assert_eq!(pages(&keeper, &entries, terms(1)), (first.clone(), 0));
        assert_eq!(pages(&keeper, &entries[1..], terms(1)), (first[1..].to_vec(), 0), "a file is gone");
        assert_eq!(pages(&keeper, &entries, terms(1)), (first.clone(), 1), "and comes back");
        assert_eq!(pages(&keeper, &entries, terms(2)), (first.clone(), 3), "another day");
        assert_eq!(pages(&keeper, &entries, terms(2)), (first.clone(), 0));
        write("b/b.md", "Hai mới");
        let (changed, reads) = pages(&keeper, &entries, terms(2));
        assert_eq!((reads, changed[0] == first[0], changed[1] == first[1]), (1, true, false));
        let hidden = [write("hidden.md", "Nháp")];
        wait_until_accounts_count();
        assert_eq!((pages(&keeper, &hidden, terms(2)).1, pages(&keeper, &hidden, terms(2)).1), (1, 1));
        assert_eq!(
            pages(&keeper, &entries, terms(2)),
            (changed.clone(), 3),
            "nothing is left of what is gone"
        );
        let of_b = volume_of("b");
        for broken in [1, 20, 40] {
            let length = keeper.volumes()[&of_b].len();
            keeper.volumes().get_mut(&of_b).expect("a volume")[length - broken] ^= 1;
            assert_eq!(pages(&keeper, &entries, terms(2)), (changed.clone(), 1));
        }
        keeper.volumes().get_mut(&of_b).expect("a volume").truncate(30);
        assert_eq!(pages(&keeper, &entries, terms(2)), (changed, 1));
        assert_eq!(keeper.volumes().len(), 3, "each of the three folders has a volume of its own");
    }

    #[test]
    fn a_volume_that_cannot_be_read_any_more_is_forgotten_with_its_last_page() {
        let keeper = InMemory::default();
        let volume = volume_of("a");
        keeper.volumes().insert(volume, b"what an older program left of a/a.md".to_vec());
        assert_eq!(pages(&keeper, &[], terms(1)).1, 0);
        assert!(keeper.volumes().is_empty(), "nothing of what is gone stays in a form nobody reads");
    }

    #[test]
    fn pages_of_a_folder_lie_together_and_those_of_a_large_one_apart() {
        let entry = |name: String| Entry::new(SourcePath::new(&name), std::path::PathBuf::from(&name));
        let few = (0..100).map(|n| entry(format!("a/{n:03}.md")));
        let many = (0..1000).map(|n| entry(format!("b/{n:03}.md")));
        let entries: Vec<Entry> = few.chain(many).collect();
        let volumes = volumes(&entries);
        assert!(volumes[..100].iter().all(|volume| *volume == volumes[0]));
        let of_b: std::collections::BTreeSet<&usize> = volumes[100..].iter().collect();
        assert!(of_b.len() > VOLUMES / 2, "{}", of_b.len());
    }
}

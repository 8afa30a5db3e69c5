// The portal in headless Chromium: weights, policy, accessibility, search, exit, offline, print.
// Serves the built folder itself (gzip, as a host would); every request to another host is counted.
import { createServer } from "node:http";
import { readFileSync, existsSync, statSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [folder, root] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".ics": "text/calendar" };
let down = false, sent = [];
const server = createServer((request, response) => {
  if (down) return request.socket.destroy();
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  let file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  const found = existsSync(file) && statSync(file).isFile();
  if (!found) file = join(folder, "404.html");
  const bytes = gzipSync(readFileSync(file), { level: 9 });
  sent.push([path, bytes.length]);
  response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "gzip", "cache-control": "no-cache" });
  response.end(bytes);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const site = `http://localhost:${server.address().port}`;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

const PAGES = {
  home: "/", article: "/boi-an-toan/nuoc-quanh-nha/", emergencyArticle: "/khan-cap/tre-duoi-nuoc/", sensitive: "/khan-cap/tre-bi-xam-hai/",
  topic: "/boi-an-toan/", documents: "/van-ban/", document: "/van-ban/chi-thi-28-ct-tw/", localities: "/dia-phuong/", province: "/dia-phuong/thai-nguyen/",
  commune: "/dia-phuong/thai-nguyen/dinh-hoa/", desk: "/dia-phuong/thai-nguyen/dinh-hoa/phat-tin/", archive: "/dia-phuong/thai-nguyen/huyen-dinh-hoa/",
  emergency: "/khan-cap/", search: "/tim-kiem/", letters: "/tim-kiem/a-z/", tags: "/tu-khoa/", events: "/su-kien/", service: "/dich-vu/tong-dai-111/", notFound: "/404.html", kit: "/khan-cap/bo-cuu-nan.html",
};
for (const [name, path] of Object.entries(PAGES)) {
  if (!existsSync(join(folder, path.endsWith("/") ? `${path}index.html` : path))) { console.log(`note: no page ${name} at ${path}`); delete PAGES[name]; }
}
const failures = [], numbers = {};
const check = (name, ok, detail = "") => { console.log(`${ok ? "ok  " : "FAIL"} ${name}${detail === "" ? "" : `: ${detail}`}`); if (!ok) failures.push(name); };

async function open(path, { width = 360, height = 740, scheme = "light", js = true, text = 100 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.outside = []; page.errors = [];
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(js);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  page.on("request", (r) => { if (!/^(data|blob|file|about):/.test(r.url()) && !r.url().startsWith(site)) page.outside.push(r.url()); });
  page.on("console", (m) => { if (m.type() === "error") page.errors.push(m.text()); });
  page.on("pageerror", (e) => page.errors.push(String(e)));
  await page.goto(/^file:/.test(path) ? path : site + path, { waitUntil: "networkidle0" });
  if (text !== 100) await page.evaluate((t) => { document.documentElement.style.fontSize = `${1.125 * t}%`; }, text);
  page.done = () => context.close();
  return page;
}

async function weights() {
  const types = { article: [12288, 2], sensitive: [14336, 3], document: [14336, 2], commune: [20480, 2], home: [20480, 3] };
  for (const [name, [limit, requests]] of Object.entries(types)) {
    sent = [];
    const page = await open(PAGES[name]);
    const own = sent.filter(([path]) => !/sw\.js|bo-cuu-nan/.test(path));
    const bytes = own.reduce((sum, [, n]) => sum + n, 0);
    numbers[`bytes ${name}`] = bytes;
    check(`weight ${name} <= ${limit} B, <= ${requests} requests with the icon`, bytes <= limit && own.length <= requests, `${bytes} B, ${own.length}`);
    await page.done();
  }
}

async function everyPage() {
  for (const [name, path] of Object.entries(PAGES)) {
    const page = await open(path);
    check(`${name}: no third party, no error, no cookie`, page.outside.length === 0 && page.errors.filter((e) => !/404/.test(e)).length === 0 && (await page.cookies()).length === 0, page.outside.concat(page.errors).join(" "));
    const tel = await page.$$eval('a[href="tel:111"]', (list) => list.map((a) => a.getBoundingClientRect()).some((r) => r.width > 0 && r.top >= 0 && r.bottom <= 740 && r.height >= 48));
    check(`${name}: 111 in the first 740 px, 48 px high`, tel);
    check(`${name}: nothing wider than 360 px`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.done();
  }
}

async function accessibility() {
  for (const [name, path] of Object.entries(PAGES).filter(([n]) => !process.env.PAGES || process.env.PAGES === n)) for (const scheme of ["light", "dark"]) for (const text of [100, 200]) {
    const page = await open(path, { width: 320, height: 640, scheme, text });
    await page.evaluate(axe + ";0");
    const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => r.violations.map((v) => `${v.id} (${v.nodes.length}: ${v.nodes[0].target})`)));
    if (found.length || text === 200) check(`axe ${name} ${scheme} ${text} %`, found.length === 0, found.join(", "));
    await page.done();
  }
}

async function search() {
  sent = [];
  const page = await open(PAGES.search, {});
  await page.type("#tim-gi", "duoi nuoc");
  await page.waitForSelector("#kq li a");
  await new Promise((r) => setTimeout(r, 400));
  const own = sent.filter(([path]) => !/favicon|sw\.js|bo-cuu-nan/.test(path)), bytes = own.reduce((s, [, n]) => s + n, 0);
  check("search: first results <= 40 KB and <= 4 requests", bytes <= 40960 && own.length <= 4, `${bytes} B, ${own.length} requests`);
  check("search: duoi nuoc leads to the drowning page", (await page.$eval("#kq a", (a) => a.pathname)) === "/khan-cap/tre-duoi-nuoc/");
  check("search: words are marked", (await page.$$("#kq mark")).length > 0);
  check("search: result count is announced", /\d/.test(await page.$eval("#kq-so", (s) => s.textContent)));
  await page.keyboard.press("Tab");
  check("search: the filter follows the box", (await page.evaluate(() => document.activeElement.id)) === "tim-noi");
  await page.keyboard.press("Tab"); await page.keyboard.press("Tab");
  check("search: results are reached by keyboard", await page.evaluate(() => !!document.activeElement.closest("#kq")));
  const options = await page.$$eval("#tim-noi option", (list) => list.length);
  check("search: localities to choose from", options > 5, options);
  const rows = readFileSync(join(root, "tests/search/queries.tsv"), "utf8").split("\n").filter((l) => l && !l.startsWith("#")).map((l) => l.split("\t"));
  let right = 0, tried = 0;
  for (const [query, wanted] of rows.filter((_, i) => i % 25 === 0)) {
    await page.evaluate((q) => { const i = document.getElementById("tim-gi"); document.getElementById("kq").textContent = ""; i.value = q; i.form.requestSubmit(); }, query);
    await page.waitForSelector("#kq li a", { timeout: 5000 }).catch(() => {});
    tried++;
    if (wanted.split("|").includes(await page.$eval("#kq a", (a) => a.pathname).catch(() => ""))) right++;
  }
  check("search: a sample of the query list in the browser", right >= tried * 0.9, `${right}/${tried}`);
  await page.done();
  const bare = await open(PAGES.search, { js: false });
  check("search without script: no form, lists instead", !(await bare.$eval("#tim", (f) => f.offsetHeight > 0)) && (await bare.$$('main a[href*="a-z"]')).length === 1);
  await bare.done();
}

async function exit() {
  const page = await open(PAGES.sensitive);
  check("exit: target is a plain link without referrer", await page.$eval(".exit a", (a) => /^https:/.test(a.href) && /noreferrer/.test(a.rel) && a.getBoundingClientRect().height >= 44));
  const history = await page.evaluate(() => window.history.length);
  await page.setRequestInterception(true);
  page.on("request", (r) => (r.url().startsWith(site) ? r.continue() : r.respond({ status: 200, contentType: "text/html", body: "<title>away</title>" })));
  const covered = await page.evaluate(() => {
    const start = performance.now();
    document.querySelector(".exit a").click();
    const cover = document.querySelector(".cover");
    return { ms: performance.now() - start, covers: !!cover && cover.getBoundingClientRect().width >= innerWidth, text: document.body.innerText };
  });
  check("exit: page covered within 100 ms", covered.covers && covered.ms < 100 && !covered.text.trim(), `${covered.ms.toFixed(1)} ms`);
  await page.waitForFunction(() => document.title === "away");
  check("exit: the page is replaced in the history", (await page.evaluate(() => window.history.length)) === history);
  await page.goBack().catch(() => null);
  check("exit: Back does not return", !page.url().includes("/khan-cap/"), page.url());
  await page.done();
  const keys = await open(PAGES.sensitive);
  await keys.setRequestInterception(true);
  keys.on("request", (r) => (r.url().startsWith(site) ? r.continue() : r.respond({ status: 200, contentType: "text/html", body: "<title>away</title>" })));
  for (let i = 0; i < 3; i++) await keys.keyboard.press("Shift");
  check("exit: three times Shift", await keys.waitForFunction(() => document.title === "away", { timeout: 3000 }).then(() => true, () => false));
  await keys.done();
  const bare = await open(PAGES.sensitive, { js: false });
  check("exit without script: the link is there and first in the page", await bare.$eval(".exit a", (a) => a.getBoundingClientRect().top < 200));
  const meta = await bare.$eval("head", (h) => h.querySelector("title").textContent + " " + [...h.querySelectorAll('meta[property^="og:"],meta[name=description]')].map((m) => m.content).join(" "));
  check("exit: neutral title and preview", !/xâm hại|tình dục|bạo lực/i.test(meta), meta.slice(0, 120));
  await bare.done();
}

async function copy() {
  const page = await open(PAGES.desk);
  const context = page.browserContext();
  await context.overridePermissions(site, ["clipboard-read", "clipboard-write"]);
  const button = await page.$("button[data-copy]");
  await button.click();
  await page.waitForFunction(() => document.getElementById("da-chep").textContent !== "");
  const [taken, shown] = await page.evaluate(async () => [await navigator.clipboard.readText(), document.querySelector("textarea").value]);
  check("desk: the Zalo text is copied whole", taken === shown && shown.includes("111"));
  await page.done();
}

async function offline() {
  const page = await open(PAGES.home);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active != null, { timeout: 10000 });
  await new Promise((r) => setTimeout(r, 500));
  const kept = await page.evaluate(async () => { let n = 0, urls = []; for (const k of await caches.keys()) for (const r of await (await caches.open(k)).keys()) { urls.push(r.url); n += (await (await caches.match(r)).arrayBuffer()).byteLength; } return { n, urls }; });
  check("offline: kit <= 300 KB, nothing else kept", kept.n > 1000 && kept.n <= 307200 && kept.urls.length === 1, `${kept.n} B, ${kept.urls.length} file`);
  down = true;
  const slugs = (await import("node:fs")).readdirSync(join(folder, "khan-cap")).filter((n) => existsSync(join(folder, "khan-cap", n, "index.html")));
  let reached = 0;
  for (const slug of slugs) {
    await page.goto(`${site}/khan-cap/${slug}/`).catch(() => null);
    if (await page.evaluate((s) => !!document.getElementById(`khan-cap-${s}`) && location.hash.endsWith(s), slug).catch(() => false)) reached++;
  }
  check("offline: every page of the kit opens without a network", reached === slugs.length && reached > 5, `${reached}/${slugs.length}`);
  down = false;
  await page.done();
  const file = await open(pathToFileURL(join(folder, "khan-cap/bo-cuu-nan.html")).href);
  check("kit from file://: text, anchors, no request", file.outside.length === 0 && (await file.$$eval('main a[href^="#"]', (l) => l.every((a) => document.getElementById(a.hash.slice(1))))) && (await file.$$("section h2.kit")).length === slugs.length);
  await file.done();
}

async function keyboard() {
  const page = await open(PAGES.article);
  await page.keyboard.press("Tab");
  check("keyboard: first stop skips to the text", (await page.evaluate(() => document.activeElement.className)) === "skip");
  await page.keyboard.press("Enter");
  check("keyboard: the text has the focus", (await page.evaluate(() => document.activeElement.id || location.hash)).includes("noi-dung"));
  await page.done();
}

async function print() {
  const page = await open(PAGES.article);
  let worst = [0, ""];
  for (const section of ["boi-an-toan", "an-toan-mang", "ky-nang-lam-cha-me", "chinh-sach", "khan-cap"]) {
    for (const name of (await import("node:fs")).readdirSync(join(folder, section))) {
      if (!existsSync(join(folder, section, name, "index.html"))) continue;
      await page.goto(`${site}/${section}/${name}/`);
      const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
      const n = (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
      if (n > worst[0]) worst = [n, name];
      if (n > 2) check(`print ${section}/${name}: at most two A4 pages`, false, n);
    }
  }
  check("print: every guidance article at most two A4 pages", worst[0] <= 2, worst.join(" "));
  await page.done();
}

async function shots() {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  for (const [name, path] of Object.entries(PAGES)) for (const width of [360, 768, 1280]) for (const scheme of ["light", "dark"]) {
    const page = await open(path, { width, height: 800, scheme });
    await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}-${scheme}.png`), fullPage: false });
    await page.done();
  }
}

const only = process.env.ONLY?.split(",");
for (const test of [weights, everyPage, search, exit, copy, offline, keyboard, print, accessibility, shots]) {
  if (only && !only.includes(test.name)) continue;
  await test().catch((error) => check(test.name, false, error.message));
}
await browser.close();
server.close();
console.log(failures.length ? `browser tests: ${failures.length} failed` : "browser tests: all passed");
process.exit(failures.length ? 1 : 0);

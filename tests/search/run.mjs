// Runs the queries of queries.tsv through the script that readers run, on a built site.
//   node tests/search/run.mjs PUBLIC_FOLDER SEARCH_JS [QUERIES]
// Prints one JSON line: how many first hits are right, written with marks and without, and the misses.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

const [folder, script, list] = process.argv.slice(2).map((p) => resolve(p));
const search = createRequire(import.meta.url)(script);
const read = (name) => JSON.parse(readFileSync(`${folder}/tim-kiem/${name}`, "utf8"));
const index = search.open(read("tu.json"));
let loaded = new Set();
const load = (n) => { loaded.add(n); return Promise.resolve(read(`${n}.json`)); };
const plain = (q) => q.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d");

const rows = readFileSync(list ?? fileURLToPath(new URL("queries.tsv", import.meta.url)), "utf8")
  .split("\n").filter((l) => l && !l.startsWith("#")).map((l) => l.split("\t"));
const report = { queries: rows.length, right: 0, plain_right: 0, same_first: 0, same_set: 0, most_buckets: 0, one_bucket: 0, misses: [] };
for (const [query, wanted] of rows) {
  loaded = new Set();
  const hits = await search.search(query, index, load, 0);
  report.most_buckets = Math.max(report.most_buckets, loaded.size);
  if (loaded.size <= 1) report.one_bucket++;
  const bare = await search.search(plain(query), index, load, 0);
  const urls = wanted.split("|"), first = hits[0]?.url, bareFirst = bare[0]?.url;
  if (urls.includes(first)) report.right++; else report.misses.push([query, wanted, first ?? ""]);
  if (urls.includes(bareFirst)) report.plain_right++;
  if (first === bareFirst) report.same_first++;
  const set = (list) => list.map((r) => r.url).sort().join();
  if (set(hits) === set(bare)) report.same_set++;
}
console.log(JSON.stringify(report));

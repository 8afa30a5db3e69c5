/* Search in the reader's browser: one dictionary, one bucket, then ranking. Nothing is stored or sent. */
(function (root) {
  "use strict";
  function fold(s) { return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đðĐÐ]/g, "d").toLowerCase(); }
  function words(s) { return s.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []; }
  function cut(s) { var m = words(s); return { m: m, f: m.map(fold) }; }

  /* One letter added, left out, changed, or two neighbours swapped. */
  function near(a, b) {
    var d = b.length - a.length, i = 0;
    if (d < -1 || d > 1 || a === b) return false;
    while (a[i] === b[i]) i++;
    if (d === 1) return a.slice(i) === b.slice(i + 1);
    if (d === -1) return a.slice(i + 1) === b.slice(i);
    return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }

  /* Keys of Telex and VNI that came out as letters and digits. */
  function slip(t, has) {
    if (/^\d/.test(t)) return "";
    var a = t.replace(/\d/g, ""), b = a.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/([aou])w/g, "$1").replace(/w/g, "u");
    var c = b.replace(/[sfrxj]$/, ""), v = b.search(/[aeiouy]/), e = v < 0 ? b : b.slice(0, v) + b.slice(v).replace(/[sfrxj]/g, "");
    return [a, b, c, e, e.replace(/([aeo])\1/g, "$1")].filter(has)[0] || "";
  }

  function open(dict) {
    var keys = {};
    dict.b.forEach(function (row, i) {
      row[0].split(" ").forEach(function (k, j) { keys[k] = { b: i, c: parseInt(row[1][j], 36) }; });
    });
    return { n: dict.n, v: dict.v, p: dict.p, keys: keys };
  }

  /* Words that every sentence has, and those for whom it is about: they order little and are asked for last. */
  var WEAK = {};
  "thi la va cua cho gi duoc khong nao the co o nhu khi neu minh toi a phai bi dang se da roi cai nhung cac mot nay do voi tu ra vao cung nen lai bao nhieu sao ai roi xuong hay cu nua lam sau truoc len het may the chau be em con tre nguoi".split(" ").forEach(function (w) { WEAK[w] = 1; });

  function parse(query, index) {
    var has = function (k) { return Object.prototype.hasOwnProperty.call(index.keys, k); }, q = cut(query);
    return q.f.map(function (f, i) {
      var k = has(f) ? f : slip(f, has), last = i === q.f.length - 1, alts = k ? [k] : [];
      if (!k && f.length > 1) {
        alts = Object.keys(index.keys).filter(function (key) {
          return key.indexOf("_") < 0 && ((last && key.indexOf(f) === 0) || (f.length > 2 && !/\d/.test(f) && near(f, key)));
        }).sort(function (a, b) { return index.keys[b].c - index.keys[a].c; }).slice(0, 6);
      }
      var c = alts.length ? Math.min.apply(0, alts.map(function (a) { return index.keys[a].c; })) : 12;
      var weak = q.f.length > 1 && WEAK[f] === 1;
      return { f: k || f, m: q.m[i], alts: alts, known: !!k, weak: weak, c: c, w: Math.max(0.08, 1 - c / (4 * Math.log2(index.n + 2) + 2)) * (weak ? 0.3 : 1) };
    });
  }

  /* Which buckets to ask, the most telling first. */
  function plan(terms, index) {
    var list = [];
    terms.forEach(function (t, i) {
      if (!t.alts.length) return;
      list.push({ c: t.c + (t.known ? 0 : 40) + (t.weak ? 80 : 0), k: t.alts });
      var next = terms[i + 1], pair = next && t.f + "_" + next.f;
      if (pair && index.keys[pair]) list.push({ c: index.keys[pair].c + (t.weak || next.weak ? 20 : 0), k: [pair] });
    });
    list.sort(function (a, b) { return a.c - b.c; });
    return list.map(function (x) {
      return x.k.map(function (k) { return index.keys[k].b; }).filter(function (b, i, all) { return all.indexOf(b) === i; });
    });
  }

  /* Texts of a record with their weights: headline and its parts, numbers and former names, names, summary, hidden words, words of the body. */
  function prepare(doc) {
    if (doc.t) return doc.t;
    var parts = doc[3].split("~"), title = doc[1].split(/[:?,]| số /);
    function list(texts, w) {
      return texts.filter(Boolean).map(function (s) {
        var id = s[0] === "=", t = cut(s);
        t.w = id ? 10 : s[0] === "+" ? 7 : s[0] === "*" ? 1 : w;
        t.s = w === 5 ? s.slice(+id) : "";
        return t;
      });
    }
    return doc.t = list([doc[1]].concat(title.length > 1 ? title : []), 10).concat(list(parts[0].split("|"), 5), list([doc[2]], 3), list(parts[1].split("|"), 2));
  }

  function alike(t, f, m, last) {
    if (f === t.f) return t.m === m && t.m !== t.f ? 1.03 : 1;
    if (t.alts.indexOf(f) >= 0) return 0.8;
    return last && t.f.length > 1 && f.indexOf(t.f) === 0 ? 0.6 : 0;
  }

  function score(doc, terms) {
    var best = terms.map(function () { return 0; }), extra = 0, slip = 0, all = 0, got = 0, name = "", n = terms.length;
    prepare(doc).forEach(function (t) {
      var hit = t.f.map(function () { return -1; }), sum = 0, pairs = [], at = terms.map(function () { return false; });
      t.f.forEach(function (f, j) {
        terms.forEach(function (term, i) {
          var s = alike(term, f, t.m[j], i === n - 1);
          /* A slip may be a word too (sơ cứ, sơ cứu): its neighbour tells. */
          if (!s && t.w > 1 && f.length > 2 && term.known && term.f.length > 1 && near(term.f, f) &&
            ((i && t.f[j - 1] === terms[i - 1].f) || (i + 1 < n && t.f[j + 1] === terms[i + 1].f))) {
            best[i] = Math.max(best[i], 0.2 * t.w);
            slip = Math.max(slip, 0.2 * t.w * term.w);
          }
          if (!s) return;
          if (hit[j] < 0 || s >= 0.8) hit[j] = i;
          at[i] = true;
          best[i] = Math.max(best[i], s * t.w);
          if (t.w > 1 && j && i && alike(terms[i - 1], t.f[j - 1], t.m[j - 1], false)) pairs[i] = Math.max(pairs[i] || 0, s * (term.w + terms[i - 1].w) * 0.75);
        });
      });
      pairs.forEach(function (p) { sum += p; });
      if (t.w === 1) return;
      var whole = at.every(function (x, i) { return x || terms[i].weak; }), n_hit = hit.filter(function (h) { return h >= 0; }).length;
      if (whole) sum += n_hit / t.f.length * 0.6;
      if (whole && n_hit === t.f.length && t.f.length <= n) sum += 1;
      extra = Math.max(extra, sum * t.w);
      if (whole && t.w === 10 && hit[0] >= 0) extra = Math.max(extra, (sum + 0.4) * 10);
      if (whole && !name) name = t.s;
    });
    terms.forEach(function (t, i) { all += t.w; if (best[i]) got += t.w * Math.min(1, 0.4 + best[i] / 10); best[i] *= t.w; });
    var cover = all ? got / all : 0;
    /* Who types one word with its marks means it: chó is not chợ. Who types none means any; among several the others tell. */
    var meant = n > 1 || terms[0].m === terms[0].f || prepare(doc).some(function (t) { return t.m.indexOf(terms[0].m) >= 0; });
    doc.cover = cover;
    doc.full = best.every(Boolean);
    doc.name = name;
    return (best.reduce(function (a, b) { return a + b; }, 0) + extra + slip) * doc[4] / 10 * Math.pow(cover, 1.5) * (meant ? 1 : 0.4);
  }

  function concerns(doc, place, places) {
    for (var p = place; p >= 0; p = places[p][1]) if (doc[5].indexOf(p) >= 0) return true;
    return false;
  }

  /* load(number, version) gives a bucket; the result is a list of pages, the best first. Where one bucket is not
     enough, early is told what the first one gave. */
  function search(query, index, load, place, early) {
    var terms = parse(query, index), steps = plan(terms, index).slice(0, 3), found = {};
    function rank() {
      return Object.keys(found).map(function (u) { return found[u]; })
        .filter(function (d) { return !(place > 0) || concerns(d, place, index.p); })
        .map(function (d) { return { d: d, s: score(d, terms) }; }).filter(function (r) { return r.s > 0; })
        .sort(function (a, b) { return b.s - a.s || (a.d[0] < b.d[0] ? -1 : 1); })
        .map(function (r) { return { url: r.d[0], title: r.d[1], summary: r.d[2], name: r.d.name, full: r.d.full, cover: r.d.cover, score: r.s }; });
    }
    var told = false;
    function tell(list) {
      if (!early || told || !list.length) return;
      told = true;
      list.terms = terms;
      early(list);
    }
    function take(buckets) {
      return Promise.all(buckets.map(function (b) { return load(b, index.v); })).then(function (all) {
        all.forEach(function (docs) { docs.forEach(function (d) { found[d[0]] = d; }); });
      });
    }
    /* One bucket gives the first results; other readings of a word that nobody knows come after them. */
    function step(i) {
      if (i >= steps.length) return Promise.resolve(rank());
      return take(steps[i].slice(0, 1)).then(function () {
        if (steps[i].length < 2) return null;
        tell(rank());
        return take(steps[i].slice(1));
      }).then(function () {
        var list = rank();
        /* Words that stand only in bodies may stand in the headline of another page. */
        if (list.some(function (r) { return r.full && r.cover > 0.8; })) return list;
        if (i + 1 < steps.length) tell(list);
        return step(i + 1);
      });
    }
    return step(0).then(function (list) {
      /* Pages that say everything come alone, unless one that says most of it is better. */
      if (list.length && list[0].full && list[0].cover > 0.8) list = list.filter(function (r) { return r.full; });
      else list = list.filter(function (r) { return r.score > list[0].score / 12; });
      list.terms = terms;
      return list;
    });
  }

  if (typeof module === "object") { module.exports = { open: open, search: search, fold: fold, near: near }; return; }

  var form = document.getElementById("tim"), input = form.q, select = form.noi, out = document.getElementById("kq"),
    status = document.getElementById("kq-so"), base = form.getAttribute("data-base"), index, cache = {}, timer, turn = 0;
  function get(url) { return fetch(url).then(function (r) { if (!r.ok) throw 0; return r.json(); }); }
  function load(n, version) { return cache[n] || (cache[n] = get(base + n + ".json?" + version).catch(function (e) { delete cache[n]; throw e; })); }
  function ready() {
    return index ? Promise.resolve(index) : get(base + "tu.json").then(function (d) {
      if (index) return index;
      index = open(d);
      d.p.slice(1).forEach(function (p, i) { select.add(new Option(p[0], i + 1)); });
      return index;
    });
  }
  function mark(parent, text, terms) {
    text.split(/([\p{L}\p{N}]+)/u).forEach(function (part, i) {
      var f = i % 2 ? fold(part) : "", hit = f && terms.some(function (t) { return t.f === f || t.alts.indexOf(f) >= 0; });
      parent.appendChild(hit ? document.createElement("mark") : document.createTextNode(part));
      if (hit) parent.lastChild.textContent = part;
    });
    return parent;
  }
  function show(list) {
    out.textContent = "";
    list.slice(0, 20).forEach(function (r) {
      var li = out.appendChild(document.createElement("li")), h = li.appendChild(document.createElement("h2")), a = h.appendChild(document.createElement("a"));
      a.href = r.url;
      mark(a, r.title, list.terms);
      if (r.name) mark(li.appendChild(document.createElement("p")), r.name, list.terms).className = "meta";
      if (r.summary) mark(li.appendChild(document.createElement("p")), r.summary, list.terms);
    });
  }
  function run() {
    var q = input.value.trim(), mine = ++turn;
    clearTimeout(timer);
    if (!q) { out.textContent = status.textContent = ""; return; }
    ready().then(function (i) { return search(q, i, load, +select.value, function (list) { if (mine === turn) show(list); }); }).then(function (list) {
      if (mine !== turn) return;
      show(list);
      status.textContent = list.length ? form.getAttribute("data-found").replace("{n}", Math.min(20, list.length)) : form.getAttribute("data-none");
    }).catch(function () { if (mine === turn) status.textContent = form.getAttribute("data-error"); });
  }
  form.addEventListener("submit", function (e) { e.preventDefault(); run(); });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(run, 250); });
  select.addEventListener("change", run);
  input.value = new URLSearchParams(location.search).get("q") || input.value;
  if (input.value) run(); else input.addEventListener("focus", function () { ready().catch(function () {}); }, { once: true });
})(this);

/* The emergency kit without a network, and the page of one commune: the one looked at last. What else was read is not kept. */
var KIT = "{{ kit_url }}", CACHE = "kit-{{ version }}-{{ css_version }}", PAGES = {{ pages_json | safe }};
self.addEventListener("install", function (e) {
  e.waitUntil(caches.open(CACHE).then(function (c) { return c.add(new Request(KIT, { cache: "reload" })); }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (e) {
  e.waitUntil(caches.keys().then(function (keys) {
    return Promise.all(keys.filter(function (k) { return k !== CACHE; }).map(function (k) { return caches.delete(k); }));
  }).then(function () { return self.clients.claim(); }).then(function () { return self.clients.matchAll(); }).then(function (open) {
    /* The commune that was looked at before this script was there, as the browser has it already. */
    return Promise.all(open.filter(function (page) { return COMMUNE.test(new URL(page.url).pathname); }).slice(0, 1).map(function (page) {
      var url = page.url.replace(/[?#].*$/, "");
      return fetch(url, { cache: "force-cache" }).then(function (response) { return response.ok && keep(new Request(url), response); }).catch(function () {});
    }));
  }));
});
/* A commune's page lies two folders below the localities. */
var COMMUNE = new RegExp("^" + KIT.replace(/khan-cap\/.*$/, "dia-phuong/").replace(/[.+]/g, "\\$&") + "[^/]+/[^/]+/$");
function keep(request, response) {
  return caches.open(CACHE).then(function (c) {
    return c.keys().then(function (keys) {
      return Promise.all(keys.filter(function (k) { return COMMUNE.test(new URL(k.url).pathname) && k.url !== request.url; }).map(function (k) { return c.delete(k); }));
    }).then(function () { return c.put(request.url, response); });
  });
}
self.addEventListener("fetch", function (e) {
  if (e.request.mode !== "navigate") return;
  var path = new URL(e.request.url).pathname;
  e.respondWith(fetch(e.request).then(function (response) {
    if (response.ok && COMMUNE.test(path)) keep(e.request, response.clone());
    return response;
  }).catch(function () {
    if (COMMUNE.test(path)) return caches.match(e.request.url).then(function (page) { return page || caches.match(KIT); }).then(function (page) { return page || Response.error(); });
    var id = PAGES[new URL(e.request.url).pathname];
    if (id) return Response.redirect(KIT + "#" + id, 302);
    return caches.match(KIT).then(function (kit) { return kit || Response.error(); });
  }));
});

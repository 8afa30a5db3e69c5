/* The emergency kit without a network. Only the kit is kept; what was read is not. */
var KIT = "/khan-cap/bo-cuu-nan.html", CACHE = "kit-e73edec5d805-dfde4704", PAGES = {};
self.addEventListener("install", function (e) {
  e.waitUntil(caches.open(CACHE).then(function (c) { return c.add(new Request(KIT, { cache: "reload" })); }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (e) {
  e.waitUntil(caches.keys().then(function (keys) {
    return Promise.all(keys.filter(function (k) { return k !== CACHE; }).map(function (k) { return caches.delete(k); }));
  }).then(function () { return self.clients.claim(); }));
});
self.addEventListener("fetch", function (e) {
  if (e.request.mode !== "navigate") return;
  e.respondWith(fetch(e.request).catch(function () {
    var id = PAGES[new URL(e.request.url).pathname];
    if (id) return Response.redirect(KIT + "#" + id, 302);
    return caches.match(KIT).then(function (kit) { return kit || Response.error(); });
  }));
});

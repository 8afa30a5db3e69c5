/* Keeps the emergency kit for days without a network. */
if ("serviceWorker" in navigator) navigator.serviceWorker.register(document.currentScript.getAttribute("data-worker")).catch(function () {});

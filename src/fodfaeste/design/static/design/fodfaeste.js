// Everything on the pages works without this file. The design system moves the focus to the summary
// of errors, and names the columns in the cells of a table that has become a list on a phone; in a part of
// a page that was fetched later it is started anew.
(function () {
  "use strict";
  if (window.DKFDS) {
    window.DKFDS.init();
    document.addEventListener("htmx:afterSwap", function (event) {
      window.DKFDS.init({ scope: event.detail.target });
    });
  }
})();

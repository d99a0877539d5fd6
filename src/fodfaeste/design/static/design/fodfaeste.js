// Everything on the pages works without this file. The design system moves the focus to the summary
// of errors, and names the columns in the cells of a table that has become a list on a phone.
(function () {
  "use strict";
  if (window.DKFDS) {
    window.DKFDS.init();
  }
})();

/* What scripts add to pages that work without them. */
"use strict";

// The list of languages closes when one looks elsewhere.
for (const menu of document.querySelectorAll("details.languages")) {
    document.addEventListener("click", event => {
        if (!menu.contains(event.target)) {
            menu.open = false;
        }
    });
    menu.addEventListener("keydown", event => {
        if (event.key === "Escape") {
            menu.open = false;
            menu.querySelector("summary").focus();
        }
    });
}

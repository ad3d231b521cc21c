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

// A chart tells the values of the year that one points at, or goes to with the arrow keys, and hides the lines one does not
// want to see. All of it is read from the table below the chart.
for (const chart of document.querySelectorAll("figure.chart")) {
    const plot = chart.querySelector(".plot");
    const drawing = plot.querySelector("svg");
    const set = chart.dataset;
    const names = [...chart.querySelectorAll("thead th")].slice(1).map(cell => cell.textContent.trim().replace(/\s+/g, " "));
    const years = new Map([...chart.querySelectorAll("tbody tr")].map(row => [Number(row.cells[0].textContent), [...row.cells].slice(1)]));
    const first = Number(set.first);
    const last = Number(set.last);
    const left = Number(set.left);
    const right = Number(set.right);
    const hidden = new Set();
    const guide = document.createElementNS("http://www.w3.org/2000/svg", "path");
    guide.setAttribute("class", "guide");
    const reading = document.createElement("p");
    reading.className = "reading";
    plot.after(reading);
    let shown = last;

    const show = year => {
        shown = Math.min(last, Math.max(first, year));
        const x = first === last ? (left + right) / 2 : left + (shown - first) * (right - left) / (last - first);
        guide.setAttribute("d", `M${x},${set.top}V${set.bottom}`);
        drawing.prepend(guide);
        const head = document.createElement("b");
        head.textContent = shown;
        const values = (years.get(shown) || []).map((cell, index) => {
            const value = document.createElement("span");
            const note = document.createElement("small");
            const remarks = [...cell.querySelectorAll("small")].map(remark => remark.textContent);
            value.className = `line-${index + 1}`;
            value.textContent = `${names[index]} ${(cell.querySelector("a, span") || cell).textContent}`;
            note.textContent = remarks.length ? ` (${remarks.join(", ")})` : "";
            value.append(note);
            return hidden.has(index) || !cell.querySelector("a, span") ? null : value;
        }).filter(value => value);
        reading.replaceChildren(head, ...values);
        plot.setAttribute("aria-valuenow", shown);
        plot.setAttribute("aria-valuetext", reading.textContent && [head, ...values].map(part => part.textContent).join("; "));
    };

    plot.tabIndex = 0;
    plot.setAttribute("role", "slider");
    plot.setAttribute("aria-label", `${chart.querySelector("figcaption").textContent}: ${set.year}`);
    plot.setAttribute("aria-valuemin", first);
    plot.setAttribute("aria-valuemax", last);
    plot.setAttribute("aria-valuenow", last);
    plot.addEventListener("pointermove", event => {
        const box = drawing.getBoundingClientRect();
        const x = (event.clientX - box.left) * Number(set.width) / box.width;
        show(first === last ? first : first + Math.round((x - left) * (last - first) / (right - left)));
    });
    plot.addEventListener("focus", () => show(shown));
    plot.addEventListener("keydown", event => {
        const steps = {ArrowLeft: shown - 1, ArrowDown: shown - 1, ArrowRight: shown + 1, ArrowUp: shown + 1, PageDown: shown - 5, PageUp: shown + 5, Home: first, End: last};
        if (event.key in steps) {
            event.preventDefault();
            show(steps[event.key]);
        }
    });

    chart.querySelectorAll(".legend li").forEach((entry, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.setAttribute("aria-pressed", "true");
        button.setAttribute("aria-label", set.toggle.replace("{0}", names[index]));
        button.append(entry.querySelector("svg"));
        button.addEventListener("click", () => {
            const off = !hidden.delete(index) && Boolean(hidden.add(index));
            button.setAttribute("aria-pressed", String(!off));
            entry.classList.toggle("off", off);
            drawing.querySelector(`.line-${index + 1}`).classList.toggle("off", off);
            if (reading.hasChildNodes()) {
                show(shown);
            }
        });
        entry.prepend(button);
    });
}

// What the search field suggests while one types: a combobox (ARIA 1.2) over the service's own suggestions.
for (const field of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("ul");
    let waiting, request, shown = [], chosen = -1;

    list.id = `${field.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.label);
    field.after(list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");

    const close = () => {
        list.hidden = true;
        chosen = -1;
        field.setAttribute("aria-expanded", "false");
        field.removeAttribute("aria-activedescendant");
    };
    const choose = index => {
        chosen = index;
        shown.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
        if (index < 0) {
            field.removeAttribute("aria-activedescendant");
        } else {
            field.setAttribute("aria-activedescendant", shown[index].id);
            shown[index].scrollIntoView({block: "nearest"});
        }
    };
    // The data's addresses may be those of another host that leads here: only the path below the site is followed.
    const go = option => location.assign(option.dataset.href);
    const show = ([, names, kinds, addresses]) => {
        const here = new URL(field.dataset.suggest, location.href);
        const root = new URL(field.form.action, location.href).href.replace(/search$/, "");
        shown = names.map((name, i) => {
            const option = document.createElement("li");
            const kind = document.createElement("small");
            option.id = `${list.id}-${i}`;
            option.setAttribute("role", "option");
            option.setAttribute("aria-selected", "false");
            option.dir = "auto";
            option.textContent = name;
            kind.textContent = kinds[i];
            option.append(kind);
            const target = new URL(addresses[i].replace(/^.*?\/(?=(id|ontology|dataset|catalog|graph|releases|shapes|quality)\b)/, root));
            const language = here.searchParams.get("lang");
            if (language) {
                target.searchParams.set("lang", language);
            }
            option.dataset.href = target.href;
            option.addEventListener("pointerdown", event => event.preventDefault());
            option.addEventListener("click", () => go(option));
            return option;
        });
        list.replaceChildren(...shown);
        list.hidden = !shown.length;
        chosen = -1;
        field.removeAttribute("aria-activedescendant");
        field.setAttribute("aria-expanded", String(shown.length > 0));
    };
    const ask = async () => {
        request?.abort();
        const typed = field.value.trim();
        if (!typed) {
            close();
            return;
        }
        request = new AbortController();
        const address = new URL(field.dataset.suggest, location.href);
        address.searchParams.set("q", typed);
        try {
            const answer = await fetch(address, {signal: request.signal});
            if (answer.ok && document.activeElement === field) {
                show(await answer.json());
            }
        } catch (error) {
            // Overtaken by the next letter, or no network: the form works all the same.
            if (error.name !== "AbortError") {
                close();
            }
        }
    };

    field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(ask, 150);
    });
    field.addEventListener("keydown", event => {
        if (event.isComposing) {
            return;
        }
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (list.hidden) {
                ask();
            } else {
                const step = event.key === "ArrowDown" ? 1 : -1;
                choose((chosen + 1 + step + shown.length + 1) % (shown.length + 1) - 1);
            }
        } else if (event.key === "Enter" && chosen >= 0) {
            event.preventDefault();
            go(shown[chosen]);
        } else if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            close();
        }
    });
    field.addEventListener("blur", () => {
        clearTimeout(waiting);
        request?.abort();
        close();
    });
}

// A list is narrowed down while one types: what has all the words stays, and so does a heading with something under it.
for (const field of document.querySelectorAll("input[data-filter]")) {
    const items = [...document.querySelectorAll(field.dataset.filter)];
    const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const texts = items.map(item => plain(item.textContent));
    field.closest("[hidden]").hidden = false;
    field.addEventListener("input", () => {
        const words = plain(field.value).split(/\s+/).filter(word => word);
        items.forEach((item, index) => {
            item.hidden = !words.every(word => texts[index].includes(word));
        });
        for (const part of document.querySelectorAll("[data-filtered]")) {
            part.hidden = !part.querySelector(`${field.dataset.filter}:not([hidden])`);
        }
    });
}

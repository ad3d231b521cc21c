/* The query editor. It is made of YASGUI's editor (YASQE) and its frame for results (YASR); tabs, completion and what one does with an answer are ours. */
"use strict";

(() => {
    const bench = document.getElementById("bench");
    const form = document.getElementById("sparql-form");
    if (!bench || !window.Yasqe || !window.Yasr) {
        return;
    }
    const texts = Object.fromEntries([...document.getElementById("sparql-texts").content.children].map(text => [text.dataset.key, text.textContent]));
    const root = new URL(bench.dataset.root, location.href).href;
    const here = root + "sparql";
    const site = {
        root,
        base: bench.dataset.base,
        chosen: bench.dataset.chosen,
        endpoint: bench.dataset.endpoint,
        prefixes: () => vocabulary.prefixes
    };
    const {element, say, count, rowsOf, views} = SparqlViews({texts, site});
    const MEMORY = "stay-tuned-sparql";
    const LONGEST_ADDRESS = 6000;
    const MOST_HINTS = 60;
    const MOST_FINDINGS = 5;

    // What there is to complete, of this release and in the reader's language.

    let vocabulary = {prefixes: {}, classes: [], properties: [], individuals: []};
    const folded = text => (text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const localName = prefixed => (prefixed || "").replace(/^[^:]*:/, "");
    const learn = async () => {
        const answer = await fetch(bench.dataset.vocabulary);
        if (answer.ok) {
            const known = await answer.json();
            for (const kind of ["classes", "properties", "individuals"]) {
                for (const term of known[kind]) {
                    term.find = [folded(term.prefixed || term.iri), folded(localName(term.prefixed)), folded(term.label)];
                }
            }
            vocabulary = known;
            panels.forEach(panel => panel.refresh());
        }
    };

    /** How well a term fits what was typed; none where it does not. */
    const rank = (term, typed) => {
        const [prefixed, local, label] = term.find;
        return !typed || prefixed.startsWith(typed) || local.startsWith(typed) || label.startsWith(typed) ? 0
            : label.split(/[^\p{L}\p{N}]+/u).some(word => word.startsWith(typed)) ? 1
                : local.includes(typed) || label.includes(typed) ? 2 : null;
    };
    const found = (terms, typed, liked = () => false) => terms.map(term => ({term, fit: rank(term, typed)})).filter(({fit}) => fit !== null)
        .sort((a, b) => a.fit - b.fit || liked(b.term) - liked(a.term) || (b.term.count || 0) - (a.term.count || 0)
            || (a.term.prefixed || "").length - (b.term.prefixed || "").length || String(a.term.prefixed).localeCompare(b.term.prefixed))
        .slice(0, MOST_HINTS).map(({term}) => term);

    // The editor, before there is one: what YASGUI would fetch from elsewhere or say in English alone is left out.

    Yasqe.defaults.autocompleters = [];
    Yasqe.prototype.checkSyntax = function () {
        this.queryValid = true;
        this.clearGutter("gutterErrorBar");
        for (let line = 0; line < this.lineCount(); line++) {
            const {state} = this.getTokenAt({line, ch: this.getLine(line).length}, true);
            this.setOption("queryType", state.queryType);
            if (state.OK === false) {
                this.queryValid = false;
                this.setGutterMarker(line, "gutterErrorBar", element("span", {className: "wrong", title: texts.wrong}, "!"));
                return;
            }
        }
    };
    for (const [name, view] of Object.entries(views)) {
        Yasr.registerPlugin(name, view);
    }

    /** Where the cursor is in the grammar: what stands before the word that is being typed decides. */
    const placeOf = editor => {
        const cursor = editor.getCursor();
        const before = editor.getLine(cursor.line).slice(0, cursor.ch);
        const word = before.match(/(?:[?$]?[\p{L}\p{N}_.-]*:?[\p{L}\p{N}_.%-]*)$/u)[0];
        const start = cursor.ch - word.length;
        const inside = editor.getTokenAt({line: cursor.line, ch: cursor.ch}, true);
        // In a text, an IRI or a comment that is being written there is nothing to complete.
        const rest = before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, "");
        if (inside.type === "comment" || inside.type === "string" || /["']|<[^\s=]*$/.test(rest)) {
            return null;
        }
        let line = cursor.line;
        let ch = start;
        let token = null;
        for (; line >= 0 && !token; line--, ch = line >= 0 ? editor.getLine(line).length : 0) {
            let at = ch;
            while (at > 0) {
                const candidate = editor.getTokenAt({line, ch: at}, true);
                if (candidate.type !== "ws" && candidate.type !== "comment" && candidate.string.trim()) {
                    token = candidate;
                    break;
                }
                at = candidate.start;
            }
        }
        const next = token ? token.state.possibleNext || [] : [];
        const last = token ? token.string : "";
        const kind = /^[?$]/.test(word) ? "variable"
            : /^prefix$/i.test(last) ? "prefix"
                : /^(a|rdf:type)$/.test(last) && token.state.lastProperty !== undefined && !next.includes("a") ? "class"
                    : next.includes("a") ? "property"
                        : next.includes("OPTIONAL") || next.includes("FILTER") ? "subject" : "individual";
        return {word, kind, from: {line: cursor.line, ch: start}, to: {line: cursor.line, ch: cursor.ch}};
    };

    /** Declares a prefix among those there are, in their order. */
    const declare = (editor, prefix) => {
        const added = `PREFIX ${prefix}: <${vocabulary.prefixes[prefix]}>\n`;
        let after = 0;
        for (let line = 0; line < editor.lineCount(); line++) {
            const [, name] = editor.getLine(line).match(/^\s*PREFIX\s+([^\s:]*):/i) || [];
            if (name !== undefined && name < prefix || /^\s*BASE\b/i.test(editor.getLine(line))) {
                after = line + 1;
            }
        }
        editor.replaceRange(added, {line: after, ch: 0}, undefined, "+prefix");
    };
    /** A term as this query writes it. */
    const writtenIn = (editor, term) => {
        const declared = editor.getPrefixesFromQuery();
        const [prefix] = (term.prefixed || "").split(":", 1);
        const namespace = term.prefixed && vocabulary.prefixes[prefix];
        if (!namespace) {
            return {text: `<${term.iri}>`};
        }
        const own = Object.keys(declared).find(name => declared[name] === namespace);
        const local = term.prefixed.slice(prefix.length + 1);
        return own !== undefined ? {text: `${own}:${local}`} : prefix in declared ? {text: `<${term.iri}>`} : {text: term.prefixed, prefix};
    };
    const hintOf = (term, place) => ({
        text: term.prefixed || term.iri,
        from: place.from,
        to: place.to,
        render: entry => {
            entry.append(element("span", {className: "term"}, term.prefixed || `<${term.iri}>`), element("span", {className: "label", dir: "auto"}, term.label || ""),
                element("small", {}, term.count ? count(term.count) : term.kind || ""));
            entry.title = term.comment || "";
        },
        hint: (codeMirror, data, hint) => {
            const editor = codeMirror.asEditor || codeMirror;
            const {text, prefix} = writtenIn(editor, term);
            codeMirror.replaceRange(text, hint.from, hint.to, "complete");
            if (prefix) {
                declare(editor, prefix);
            }
        }
    });
    const simpleHint = (text, place, label = "") => ({
        text,
        from: place.from,
        to: place.to,
        render: entry => entry.append(element("span", {className: "term"}, text), element("span", {className: "label"}, label))
    });
    const hintsAt = editor => {
        const place = placeOf(editor);
        if (!place) {
            return null;
        }
        const typed = folded(place.word);
        const all = {
            variable: () => [...new Set(editor.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || [])].filter(name => name !== place.word && folded(name).startsWith(typed))
                .map(name => simpleHint(name, place)),
            prefix: () => Object.keys(vocabulary.prefixes).filter(prefix => folded(prefix).startsWith(typed.replace(/:$/, "")))
                .map(prefix => simpleHint(`${prefix}: <${vocabulary.prefixes[prefix]}>`, place)),
            class: () => found(vocabulary.classes, typed).map(term => hintOf(term, place)),
            property: () => {
                const declared = editor.getPrefixesFromQuery();
                const classes = new Set([...editor.getValue().matchAll(/\s(?:a|rdf:type)\s+([^\s;.,)]+)/g)].map(([, name]) => {
                    const [prefix] = name.split(":", 1);
                    return name.startsWith("<") ? name.slice(1, -1) : (declared[prefix] || "") + name.slice(prefix.length + 1);
                }));
                return found(vocabulary.properties, typed, term => Number((term.domains || []).some(domain => classes.has(domain)))).map(term => hintOf(term, place));
            },
            individual: () => found(vocabulary.individuals, typed).map(term => hintOf(term, place)),
            subject: () => found(vocabulary.individuals, typed).map(term => hintOf(term, place))
        };
        const list = all[place.kind]();
        return list.length ? {list, from: place.from, to: place.to} : null;
    };
    const complete = editor => editor.showHint({hint: () => hintsAt(editor), completeSingle: false, closeCharacters: /[\s(){};,]/, alignWithWord: true});

    // Tabs, kept in this browser alone

    const remembered = () => {
        try {
            const memory = JSON.parse(localStorage.getItem(MEMORY));
            return Array.isArray(memory?.tabs) ? memory : null;
        } catch {
            return null;
        }
    };
    const remember = () => {
        try {
            localStorage.setItem(MEMORY, JSON.stringify({
                tabs: panels.map(({name, query, view, settings}) => ({name, query, view, settings})),
                active: panels.indexOf(active)
            }));
        } catch {
            // Full, or forbidden: the tabs live as long as the page.
        }
    };

    const panels = [];
    let active = null;
    let made = 0;
    const list = element("div", {role: "tablist", "aria-label": texts.tabs});
    const place = element("div", {className: "panels"});
    const add = element("button", {type: "button", className: "add", title: texts.newTab, "aria-label": texts.newTab}, "+");
    add.addEventListener("click", () => open({query: blank()}).editor.focus());
    const blank = () => {
        const prefixes = ["rdfs", "st"].filter(prefix => prefix in vocabulary.prefixes).map(prefix => `PREFIX ${prefix}: <${vocabulary.prefixes[prefix]}>\n`);
        return `${prefixes.join("")}SELECT * WHERE {\n  \n}\nLIMIT 100`;
    };
    const select = panel => {
        active = panel;
        for (const each of panels) {
            const chosen = each === panel;
            each.handle.setAttribute("aria-selected", String(chosen));
            each.handle.tabIndex = chosen ? 0 : -1;
            if (each.box) {
                each.box.hidden = !chosen;
            }
        }
        panel.build();
        remember();
        return panel;
    };
    const open = tab => {
        const panel = new Panel(tab);
        panels.push(panel);
        list.append(panel.handle);
        return select(panel);
    };
    const nameFor = wanted => {
        const taken = new Set(panels.map(panel => panel.name));
        const base = wanted || texts.query;
        let name = base;
        for (let i = 2; taken.has(name); i++) {
            name = `${base} ${i}`;
        }
        return name;
    };

    class Panel {
        constructor({name, query, view = "table", settings = {}}) {
            this.id = `query-${++made}`;
            this.name = nameFor(name);
            this.query = query;
            this.view = view;
            this.settings = settings;
            this.handle = element("button", {type: "button", role: "tab", id: `${this.id}-tab`}, this.name);
            this.handle.addEventListener("click", () => select(this));
            this.handle.addEventListener("keydown", event => {
                const at = panels.indexOf(this);
                const steps = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: panels.length - 1};
                if (event.key in steps) {
                    event.preventDefault();
                    select(panels[(steps[event.key] + panels.length) % panels.length]).handle.focus();
                } else if (event.key === "Delete") {
                    this.close();
                    active.handle.focus();
                }
            });
        }

        close() {
            this.cancel();
            const at = panels.indexOf(this);
            panels.splice(at, 1);
            this.handle.remove();
            this.box?.remove();
            if (panels.length) {
                select(panels[Math.min(at, panels.length - 1)]);
            } else {
                open({query: blank()});
            }
        }

        /** What is drawn once one looks at it. */
        build() {
            if (this.box) {
                this.editor.refresh();
                return;
            }
            this.box = element("div", {role: "tabpanel", id: this.id, "aria-labelledby": this.handle.id});
            this.handle.setAttribute("aria-controls", this.id);
            place.append(this.box);
            const frame = element("div", {className: "editor-frame"});
            const keys = element("p", {className: "hint", id: `${this.id}-keys`}, texts.keys);
            this.state = element("p", {className: "state"});
            this.said = element("p", {className: "visually-hidden", role: "status"});
            this.code = element("div", {className: "code", hidden: true});
            this.answer = element("section", {className: "answer", hidden: true, "aria-label": texts.answer});
            this.findings = element("div", {className: "findings", hidden: true});
            this.box.append(frame, keys, this.toolbar(), this.said, this.code, this.answer);

            this.editor = new Yasqe(frame, {
                value: this.query,
                persistenceId: null,
                consumeShareLink: null,
                createShareableLink: null,
                showQueryButton: false,
                resizeable: false,
                editorHeight: "auto",
                viewportMargin: Infinity,
                lineWrapping: true,
                extraKeys: {
                    "Ctrl-Enter": () => this.run(),
                    "Cmd-Enter": () => this.run(),
                    "Ctrl-Space": () => complete(this.editor),
                    "Ctrl-S": () => remember(),
                    "Tab": editor => editor.somethingSelected() ? editor.execCommand("indentMore") : editor.execCommand("insertSoftTab"),
                    "Shift-Tab": "indentLess",
                    "Esc": () => this.runButton.focus()
                }
            });
            const field = this.editor.getInputField();
            field.setAttribute("aria-label", texts.editor);
            field.setAttribute("aria-describedby", keys.id);
            this.editor.on("change", (codeMirror, change) => {
                this.query = this.editor.getValue();
                this.unmark();
                this.declarePrefix(change);
                clearTimeout(this.later);
                this.later = setTimeout(remember, 500);
            });
            this.editor.on("inputRead", (codeMirror, change) => {
                if (change.origin === "+input") {
                    // The letter has to be drawn before anything can be put beside it.
                    setTimeout(() => this.offerCompletion());
                }
            });
            this.results = element("div");
            this.answer.append(this.state, this.findings, this.results, this.taking());
            this.yasr = new Yasr(this.results, {
                persistenceId: null,
                prefixes: () => this.editor.getPrefixesFromQuery(),
                pluginOrder: ["boolean", "table", "chart", "map", "response"],
                defaultPlugin: this.view,
                plugins: Object.fromEntries(Object.keys(views).map(name => [name, {enabled: true, dynamicConfig: this.settings[name]}]))
            });
            this.yasr.goTo = (line, column) => this.goTo(line, column);
            this.yasr.fillFallbackBox = () => {};
            for (const button of this.yasr.headerEl.querySelectorAll("button")) {
                button.removeAttribute("aria-label");
                button.removeAttribute("title");
            }
            this.yasr.on("drawn", () => this.markView());
            this.yasr.on("change", () => {
                const {selectedPlugin, pluginsConfig} = this.yasr.getPersistentConfig();
                this.view = selectedPlugin;
                this.settings = Object.fromEntries(Object.entries(pluginsConfig).filter(([, value]) => value));
                remember();
            });
        }

        /** While one types; what is written in capitals is a keyword, and what a triple begins with mostly a variable. */
        offerCompletion() {
            const typed = placeOf(this.editor);
            if (typed && !this.editor.state.completionActive && typed.kind !== "subject" && typed.kind !== "prefix"
                && typed.word.length >= (typed.kind === "variable" ? 1 : 2) && !/^[A-Z]+$/.test(typed.word)) {
                complete(this.editor);
            }
        }

        /** Which of the views one sees. */
        markView() {
            for (const button of this.yasr.headerEl.querySelectorAll("button")) {
                button.setAttribute("aria-pressed", String(button.classList.contains("selected")));
            }
        }

        refresh() {
            if (this.yasr?.results) {
                this.yasr.refresh();
            }
        }

        button(text, act, className = "quiet") {
            const button = element("button", {type: "button", className}, text);
            button.addEventListener("click", act);
            return button;
        }

        toolbar() {
            this.runButton = this.button(texts.run, () => this.run(), "run");
            this.runButton.title = "Ctrl+Enter";
            this.cancelButton = this.button(texts.cancel, () => {
                this.cancel();
                this.tell(texts.cancelled);
                this.runButton.focus();
            }, "cancel");
            this.cancelButton.hidden = true;
            const name = element("input", {type: "text", value: this.name, maxLength: 60, autocomplete: "off"});
            name.addEventListener("change", () => {
                this.name = name.value.trim() || texts.query;
                this.handle.textContent = this.name;
                remember();
            });
            this.copying = this.menu(texts.copy, () => SparqlCode.names(this.editor.getQueryType()).map(program => this.button(program, () => this.copy(program))));
            return element("div", {className: "toolbar", role: "group", "aria-label": texts.tools}, this.runButton, this.cancelButton, this.button(texts.share, () => this.share()), this.copying,
                element("label", {className: "name"}, `${texts.name} `, name), this.button(texts.close, () => this.close()));
        }

        /** What one takes away from an answer. */
        taking() {
            this.downloading = this.menu(texts.download, () => {
                const kind = SparqlCode.isGraph(this.asked.form) ? "graph" : this.asked.form === "ASK" ? "yes-or-no" : "rows";
                const formats = [...document.querySelectorAll("#format option")].filter(option => option.dataset.of.split(" ").includes(kind));
                return formats.map(({value, dataset, textContent}) => element("a", {
                    href: `${here}?${new URLSearchParams({query: this.asked.query, format: value})}`,
                    download: `${this.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")}.${dataset.extension}`
                }, textContent));
            });
            this.citing = this.button(texts.cite, () => this.cite());
            this.cited = element("p", {className: "cited", role: "status"});
            return element("div", {className: "taking"}, this.downloading, this.citing, this.cited);
        }

        menu(text, entries) {
            const items = element("ul");
            const summary = element("summary", {}, text);
            const menu = element("details", {className: "menu"}, summary, items);
            // Before it opens, so that it never shows what belongs to the query before.
            summary.addEventListener("click", () => {
                if (!menu.open) {
                    items.replaceChildren(...entries().map(entry => {
                        entry.addEventListener("click", () => menu.open = false);
                        return element("li", {}, entry);
                    }));
                }
            });
            menu.addEventListener("keydown", event => {
                if (event.key === "Escape" && menu.open) {
                    menu.open = false;
                    summary.focus();
                }
            });
            document.addEventListener("click", event => {
                if (!menu.contains(event.target)) {
                    menu.open = false;
                }
            });
            return menu;
        }

        tell(text) {
            this.state.textContent = text;
            this.said.textContent = text;
            this.answer.hidden = false;
        }

        /** A prefix that the release knows need not be declared by hand. */
        declarePrefix(change) {
            if (change.origin !== "+input" || change.text.join("") !== ":") {
                return;
            }
            const typed = placeOf(this.editor);
            const prefix = typed && typed.word.endsWith(":") ? typed.word.slice(0, -1) : null;
            if (prefix && typed.kind !== "prefix" && prefix in vocabulary.prefixes && !(prefix in this.editor.getPrefixesFromQuery())) {
                declare(this.editor, prefix);
            }
        }

        // Asking

        async run() {
            this.cancel();
            this.unmark();
            const query = this.editor.getValue();
            this.asked = {query, form: this.editor.getQueryType() || "SELECT", endpoint: site.endpoint};
            const controller = new AbortController();
            this.running = controller;
            const started = performance.now();
            const seconds = () => ((performance.now() - started) / 1000).toLocaleString(document.documentElement.lang, {maximumFractionDigits: 2});
            this.findings.hidden = true;
            this.findings.replaceChildren();
            this.cited.replaceChildren();
            this.box.classList.add("waiting");
            this.cancelButton.hidden = false;
            this.tell(texts.running);
            const clock = setInterval(() => this.state.textContent = `${texts.running} ${say("time", {time: Math.round((performance.now() - started) / 1000)})}`, 1000);
            const accept = SparqlCode.isGraph(this.asked.form) ? "text/turtle, application/trig;q=0.9" : "application/sparql-results+json, application/json;q=0.9";
            try {
                const answer = await ask({query}, {headers: {Accept: accept}, signal: controller.signal});
                const text = await answer.text();
                if (this.running === controller) {
                    this.receive(answer, text, seconds());
                }
            } catch (error) {
                if (error.name !== "AbortError" && this.running === controller) {
                    this.fail({title: texts.network, detail: ""});
                }
            } finally {
                clearInterval(clock);
                if (this.running === controller) {
                    this.running = null;
                    this.rest();
                }
            }
        }

        /** What came, as a whole. */
        receive(answer, text, time) {
            const type = answer.headers.get("Content-Type") || "";
            const content = type.includes("json") ? JSON.parse(text) : text;
            if (answer.ok) {
                const [, release = ""] = (answer.headers.get("Link") || "").match(/releases\/(\d+)>/) || [];
                this.show(content, type, time, release);
            } else {
                this.fail({...(content.title ? content : {title: say("status", {status: answer.status}), detail: ""}), status: answer.status});
            }
        }

        /** Closes the connection; the service stops the query then. */
        cancel() {
            if (this.running) {
                this.running.abort();
                this.running = null;
                this.rest();
            }
        }

        rest() {
            this.box.classList.remove("waiting");
            this.cancelButton.hidden = true;
        }

        show(content, contentType, time, release) {
            this.yasr.problem = null;
            this.results.hidden = false;
            this.answer.classList.remove("failed");
            this.answer.classList.add("answered");
            this.yasr.setResponse({data: content || " ", contentType, status: 200});
            const {rows} = rowsOf(this.yasr);
            const graph = SparqlCode.isGraph(this.asked.form);
            const amount = typeof content.boolean === "boolean" ? [] : [say(graph ? "triples" : "rows", {rows: count(rows.length)})];
            this.tell([...amount, say("time", {time}), ...release ? [say("release", {release})] : []].join(" · "));
            if (!rows.length && typeof content.boolean !== "boolean") {
                this.explain();
            }
        }

        fail(problem) {
            this.yasr.problem = problem;
            this.results.hidden = false;
            this.answer.classList.add("failed");
            this.tell("");
            if (problem.line) {
                this.mark(problem.line - 1, problem.column - 1, problem.near || "");
            }
            this.yasr.setResponse({error: {status: problem.status, text: problem.title}});
        }

        mark(line, column, near) {
            if (line >= this.editor.lineCount()) {
                return;
            }
            this.wrong = {
                line: this.editor.addLineClass(line, "background", "wrong-line"),
                text: this.editor.markText({line, ch: column}, {line, ch: column + Math.max(1, near.replace(/…$/, "").length)}, {className: "wrong-text"})
            };
            this.editor.setGutterMarker(line, "gutterErrorBar", element("span", {className: "wrong", title: texts.wrong}, "!"));
        }

        unmark() {
            if (this.wrong) {
                this.editor.removeLineClass(this.wrong.line, "background", "wrong-line");
                this.wrong.text.clear();
                this.wrong = null;
            }
        }

        goTo(line, column) {
            this.editor.focus();
            this.editor.setCursor({line: line - 1, ch: column - 1});
        }

        // What one does with it

        share() {
            const address = new URL(location.href);
            const shared = {query: this.query, name: this.name};
            if (this.view !== "table") {
                shared.view = this.view;
                if (this.settings[this.view]) {
                    shared.settings = JSON.stringify(this.settings[this.view]);
                }
            }
            address.hash = new URLSearchParams(shared).toString();
            this.offer(texts.shared, address.href);
        }

        copy(program) {
            const asked = {query: this.editor.getValue(), form: this.editor.getQueryType() || "SELECT", endpoint: site.endpoint};
            this.offer(say("copied", {program}), SparqlCode.write(program, asked));
        }

        /** Copies a text, and shows it: a clipboard is not to be had everywhere. */
        async offer(message, text) {
            const head = element("p", {role: "status"}, message);
            const shown = element("pre", {tabIndex: 0, role: "group", "aria-label": message}, element("code", {}, text));
            this.code.replaceChildren(head, shown, this.button(texts.hide, () => {
                this.code.hidden = true;
                this.runButton.focus();
            }));
            this.code.hidden = false;
            try {
                await navigator.clipboard.writeText(text);
            } catch {
                head.textContent = texts.copyHere;
                getSelection().selectAllChildren(shown);
            }
        }

        async cite() {
            const answer = await fetch(`${root}q`, {method: "POST", headers: {Accept: "application/json"}, body: new URLSearchParams({query: this.asked.query})}).catch(() => null);
            const kept = answer?.ok ? await answer.json() : null;
            if (kept) {
                const path = new URL(kept.address, location.href).pathname.replace(/^.*?(?=q\/)/, "");
                const link = element("a", {href: `${root}${path}${site.chosen ? `?lang=${site.chosen}` : ""}`}, kept.address);
                this.cited.replaceChildren(`${texts.cited} `, link);
                link.focus();
            } else {
                this.cited.replaceChildren(texts.citeFailed);
            }
        }

        /** Why nothing came, and what would. */
        async explain() {
            this.findings.hidden = false;
            this.findings.replaceChildren(element("h3", {}, texts.empty), element("p", {role: "status"}, texts.explaining));
            const {query} = this.asked;
            const answer = await ask({query, explain: "empty", lang: document.documentElement.lang}, {headers: {Accept: "application/json"}}).catch(() => null);
            const type = answer?.headers.get("Content-Type") || "";
            const explanation = answer?.ok && /^application\/json/.test(type) ? await answer.json() : null;
            if (this.asked.query !== query) {
                return;
            }
            const {summary, findings = [], patterns = []} = explanation || {};
            this.findings.replaceChildren(element("h3", {}, texts.empty), ...summary ? [element("p", {}, summary)] : [],
                ...findings.slice(0, MOST_FINDINGS).map(finding => this.finding(finding)));
            if (patterns.length > 1) {
                this.findings.append(element("details", {}, element("summary", {}, texts.patterns), element("ul", {className: "patterns"},
                    ...patterns.map(({pattern, matches, more}) => element("li", {}, element("code", {}, pattern), " ",
                        element("span", {className: "count"}, matches < 0 ? "?" : `${count(matches)}${more ? "+" : ""}`))))));
            }
        }

        finding({message, line, column, replace, by, query}) {
            const box = element("div", {className: "finding"}, element("p", {}, message));
            if (replace && by) {
                box.append(element("p", {}, element("del", {}, element("code", {}, replace)), " ", element("ins", {}, element("code", {}, by))));
            }
            if (query) {
                box.append(this.button(texts.use, () => {
                    this.editor.setValue(query);
                    this.run();
                    this.runButton.focus();
                }, "run"));
            } else if (line) {
                box.append(this.button(say("goto", {line, column}), () => this.goTo(line, column)));
            }
            return box;
        }
    }

    /** Short queries by GET, which can be kept and asked again; long ones by POST. */
    const ask = (parameters, options) => {
        const sent = new URLSearchParams(parameters);
        return sent.toString().length < LONGEST_ADDRESS ? fetch(`${here}?${sent}`, options) : fetch(here, {...options, method: "POST", body: sent});
    };

    /** A shared address opens its query, in the tab that has it where there is one. */
    const openShared = () => {
        const shared = new URLSearchParams(location.hash.slice(1));
        const query = shared.get("query");
        if (!query) {
            return false;
        }
        history.replaceState(null, "", location.pathname + location.search);
        const same = panels.find(panel => panel.query === query);
        if (same) {
            select(same);
            return true;
        }
        const view = shared.get("view") in views ? shared.get("view") : "table";
        let settings = {};
        try {
            settings = shared.get("settings") ? {[view]: JSON.parse(shared.get("settings"))} : {};
        } catch {
            // The view chooses itself what to show.
        }
        open({name: shared.get("name") || shared.get("tabTitle"), query, view, settings});
        return true;
    };

    const memory = remembered();
    bench.replaceChildren(element("div", {className: "query-tabs"}, list, add), place);
    for (const tab of memory?.tabs || []) {
        if (typeof tab.query === "string") {
            const panel = new Panel(tab);
            panels.push(panel);
            list.append(panel.handle);
        }
    }
    if (!openShared()) {
        if (panels.length) {
            select(panels[memory.active] || panels[0]);
        } else {
            open({query: form.elements.query.value});
        }
    }
    form.hidden = true;
    document.documentElement.classList.add("with-editor");
    window.addEventListener("hashchange", openShared);
    window.addEventListener("pagehide", remember);
    for (const example of document.querySelectorAll("a[data-query]")) {
        example.addEventListener("click", event => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                const {query} = example.dataset;
                const same = panels.find(panel => panel.query === query);
                const panel = same ? select(same) : open({name: example.textContent, query});
                bench.scrollIntoView({block: "start"});
                panel.runButton.focus({preventScroll: true});
            }
        });
    }
    if (bench.dataset.vocabulary) {
        learn().catch(() => {});
    }
})();

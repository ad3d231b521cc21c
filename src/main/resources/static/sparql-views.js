/* How an answer is shown: views that YASR, the part of YASGUI for results, is given. Each works with the keyboard alone, and what is drawn is there as a table too. */
"use strict";

const SparqlViews = (() => {
    const XSD = "http://www.w3.org/2001/XMLSchema#";
    const SVG = "http://www.w3.org/2000/svg";
    const NUMBERS = new Set(["integer", "int", "long", "short", "byte", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger",
        "negativeInteger", "nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"].map(name => XSD + name));
    const TIMES = new Set(["gYear", "gYearMonth", "date", "dateTime", "dateTimeStamp"].map(name => XSD + name));
    const WKT = /^\s*(<[^>]*>)?\s*(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON)\s*(?:Z|M|ZM)?\s*\(/i;
    const PAGE = 100;
    const MOST_LINES = 12;
    const MOST_BARS = 60;
    const MOST_NAMES = 30;
    const MOST_TEXT = 200_000;

    const element = (tag, properties = {}, ...content) => {
        const made = document.createElement(tag);
        for (const [name, value] of Object.entries(properties)) {
            if (name in made && !name.startsWith("aria")) {
                made[name] = value;
            } else if (value !== null && value !== undefined) {
                made.setAttribute(name, value);
            }
        }
        made.append(...content);
        return made;
    };
    const drawing = (tag, attributes = {}, ...content) => {
        const made = document.createElementNS(SVG, tag);
        for (const [name, value] of Object.entries(attributes)) {
            made.setAttribute(name, value);
        }
        made.append(...content);
        return made;
    };
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);

    /** The rows of an answer, as they came: YASR's own reading replaces what stands in double braces. */
    const rowsOf = yasr => {
        const results = yasr.results;
        if (!results || results.hasError()) {
            return {variables: [], rows: []};
        }
        const answer = results.summary?.data;
        return answer?.results ? {variables: answer.head.vars, rows: answer.results.bindings}
            : {variables: results.getVariables() || [], rows: results.getBindings() || []};
    };

    const number = term => term && term.type !== "uri" && (!term.datatype || NUMBERS.has(term.datatype)) && !term["xml:lang"]
        && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(term.value) ? Number(term.value) : NaN;
    const time = term => {
        if (!term || !TIMES.has(term.datatype)) {
            return NaN;
        }
        const [, year, month = "1", day = "1"] = term.value.match(/^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/) || [];
        return Number(year) + (Number(month) - 1) / 12 + (Number(day) - 1) / 372;
    };
    const compare = language => (a, b) => {
        if (!a || !b) {
            return a ? -1 : b ? 1 : 0;
        }
        const [x, y] = [number(a), number(b)];
        return Number.isNaN(x) || Number.isNaN(y) ? a.value.localeCompare(b.value, language, {numeric: true}) : x - y;
    };

    /** What kinds of values stand in each column. */
    const columnsOf = ({variables, rows}) => variables.map(name => {
        const terms = rows.map(row => row[name]).filter(term => term);
        const all = test => terms.length > 0 && terms.every(test);
        const numeric = all(term => !Number.isNaN(number(term)));
        const years = numeric && all(term => /^[12]\d{3}$/.test(term.value.trim()));
        const temporal = all(term => !Number.isNaN(time(term)));
        const datatype = terms[0]?.datatype && all(term => term.datatype === terms[0].datatype) ? terms[0].datatype : "";
        return {name, numeric: numeric && !temporal, years, temporal, datatype, empty: terms.length === 0};
    });

    /** Views that write terms: how they are written, and where they lead. */
    return ({texts, site}) => {
        const say = (key, values = {}) => fill(texts[key], values);
        const count = value => value.toLocaleString(document.documentElement.lang);

        const shorten = (iri, prefixes) => {
            let best = "";
            for (const [prefix, namespace] of Object.entries(prefixes)) {
                if (namespace && iri.startsWith(namespace) && /^[\p{L}\p{N}_.-]*$/u.test(iri.slice(namespace.length)) && namespace.length > (prefixes[best] || "").length) {
                    best = prefix;
                }
            }
            return best || prefixes[""] && iri.startsWith(prefixes[""]) ? `${best}:${iri.slice(prefixes[best].length)}` : "";
        };
        /** Ours lead to this host, whatever address the data are published under. */
        const addressOf = iri => {
            if (iri.startsWith(site.base)) {
                const path = iri.slice(site.base.length);
                const [before, ...hash] = path.split("#");
                const language = site.chosen ? `${before.includes("?") ? "&" : "?"}lang=${site.chosen}` : "";
                return site.root + before + language + (hash.length ? `#${hash.join("#")}` : "");
            }
            return /^https?:\/\//i.test(iri) ? iri : "";
        };
        const datatypeTag = (datatype, prefixes) => element("small", {className: "tag", title: datatype}, shorten(datatype, {xsd: XSD, ...prefixes}) || datatype);
        /** A term as people read it; the datatype is left out where it stands above. */
        const written = (term, prefixes, above = "") => {
            if (!term) {
                return document.createTextNode("");
            }
            if (term.type === "uri") {
                const text = shorten(term.value, prefixes) || term.value;
                const href = addressOf(term.value);
                return href ? element("a", {href, title: term.value, className: term.value.startsWith(site.base) ? "" : "external", rel: "noopener"}, text)
                    : element("span", {title: term.value}, text);
            }
            if (term.type === "bnode") {
                return element("span", {className: "blank"}, `_:${term.value.replace(/^_:/, "")}`);
            }
            if (term.type === "triple") {
                const parts = ["subject", "predicate", "object"].map(part => written(term.value[part], prefixes));
                return element("span", {}, "<< ", parts[0], " ", parts[1], " ", parts[2], " >>");
            }
            const language = term["xml:lang"];
            const value = element("span", {dir: "auto"}, term.value);
            if (language) {
                value.lang = language;
                return element("span", {}, value, element("small", {className: "tag"}, `@${language}`));
            }
            return term.datatype && term.datatype !== `${XSD}string` && term.datatype !== above ? element("span", {}, value, datatypeTag(term.datatype, prefixes)) : value;
        };

        /** What all views share: when they are left, nothing of them stays. */
        class View {
            constructor(yasr) {
                this.yasr = yasr;
            }

            get prefixes() {
                return {...site.prefixes(), ...this.yasr.getPrefixes()};
            }

            show(...content) {
                this.yasr.resultsEl.replaceChildren(...content);
            }
        }

        class Table extends View {
            label = texts.table;
            priority = 10;

            canHandleResults() {
                return rowsOf(this.yasr).variables.length > 0;
            }

            draw() {
                const {variables, rows} = rowsOf(this.yasr);
                const prefixes = this.prefixes;
                const columns = columnsOf({variables, rows});
                const order = {name: "", up: true};
                let wanted = "", first = 0, chosen = rows;
                const body = element("tbody");
                const position = element("span", {className: "position", role: "status"});
                const back = element("button", {type: "button"}, texts.previous);
                const on = element("button", {type: "button"}, texts.next);
                const pager = element("p", {className: "pager"}, back, position, on);

                const fillBody = () => {
                    body.replaceChildren(...chosen.slice(first, first + PAGE).map(row => element("tr", {}, ...columns.map(({name, numeric, datatype}) =>
                        element("td", {className: numeric ? "number" : ""}, written(row[name], prefixes, datatype))))));
                    position.textContent = chosen.length ? say("page", {
                        first: count(first + 1), last: count(Math.min(first + PAGE, chosen.length)), all: count(chosen.length)
                    }) : texts.none;
                    back.hidden = first === 0;
                    on.hidden = first + PAGE >= chosen.length;
                    pager.hidden = rows.length <= PAGE && chosen.length === rows.length;
                };
                const choose = () => {
                    const text = wanted.toLocaleLowerCase();
                    chosen = text ? rows.filter(row => variables.some(name => row[name] && typeof row[name].value === "string"
                        && (row[name].value.toLocaleLowerCase().includes(text) || shorten(row[name].value, prefixes).toLocaleLowerCase().includes(text)))) : [...rows];
                    if (order.name) {
                        const by = compare(document.documentElement.lang);
                        chosen.sort((a, b) => (order.up ? 1 : -1) * by(a[order.name], b[order.name]));
                    }
                    first = 0;
                    fillBody();
                };
                const leaf = step => {
                    first += step;
                    fillBody();
                    (step > 0 && on.hidden ? back : step < 0 && back.hidden ? on : step > 0 ? on : back).focus();
                };
                back.addEventListener("click", () => leaf(-PAGE));
                on.addEventListener("click", () => leaf(PAGE));

                const heads = columns.map(({name, numeric, datatype}) => {
                    const button = element("button", {type: "button"}, name, ...datatype && datatype !== `${XSD}string` ? [datatypeTag(datatype, prefixes)] : []);
                    const head = element("th", {scope: "col", className: numeric ? "number" : ""}, button);
                    button.addEventListener("click", () => {
                        order.up = order.name === name ? !order.up : true;
                        order.name = name;
                        heads.forEach(other => other.removeAttribute("aria-sort"));
                        head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
                        choose();
                    });
                    return head;
                });
                const table = element("table", {}, element("caption", {className: "visually-hidden"}, texts.answer), element("thead", {}, element("tr", {}, ...heads)), body);
                const content = [element("div", {className: "scroll", tabIndex: 0, role: "group", "aria-label": texts.answer}, table), pager];
                if (rows.length > 10) {
                    const field = element("input", {type: "search", autocomplete: "off"});
                    field.addEventListener("input", () => {
                        wanted = field.value;
                        choose();
                    });
                    content.unshift(element("p", {className: "filter"}, element("label", {}, `${texts.filter} `, field)));
                }
                choose();
                this.show(...content);
            }
        }

        /** The text as the service sent it. */
        class Response extends View {
            label = texts.response;
            priority = 2;

            canHandleResults() {
                return Boolean(this.yasr.results) && !this.yasr.results.hasError();
            }

            draw() {
                const data = this.yasr.results.summary?.data;
                const text = typeof data === "string" ? data : JSON.stringify(data, null, 2);
                this.show(element("pre", {tabIndex: 0, role: "group", "aria-label": texts.response}, text.slice(0, MOST_TEXT)));
                if (text.length > MOST_TEXT) {
                    this.yasr.resultsEl.append(element("p", {className: "hint"}, say("part", {shown: count(MOST_TEXT), all: count(text.length)})));
                }
            }
        }

        class YesOrNo extends View {
            label = texts.answer;
            priority = 10;

            canHandleResults() {
                return typeof this.yasr.results?.summary?.data?.boolean === "boolean";
            }

            draw() {
                const yes = this.yasr.results.summary.data.boolean;
                this.show(element("p", {className: "verdict"}, yes ? texts.yes : texts.no, " ", element("code", {}, String(yes))));
            }
        }

        /** What went wrong, as the service says it. */
        class Problem extends View {
            priority = 20;
            hideFromSelection = true;

            canHandleResults() {
                return Boolean(this.yasr.results?.hasError());
            }

            draw() {
                const problem = this.yasr.problem || {title: this.yasr.results.getError()?.text || ""};
                const box = element("div", {className: "problem-box", role: "alert"}, element("h3", {}, problem.title || String(problem.status || "")));
                if (problem.detail) {
                    box.append(element("p", {lang: "en"}, problem.detail));
                }
                if (problem.status >= 500) {
                    box.append(element("p", {}, texts.whole));
                }
                if (problem.line) {
                    const there = element("button", {type: "button"}, say("goto", {line: problem.line, column: problem.column}));
                    there.addEventListener("click", () => this.yasr.goTo(problem.line, problem.column));
                    box.append(element("p", {}, there));
                }
                this.show(box);
            }
        }

        // The chart

        const option = (value, text, chosen) => element("option", {value, selected: value === chosen}, text);
        const choice = (label, options, onChange) => {
            const field = element("select", {}, ...options);
            field.addEventListener("change", () => onChange(field.value));
            return element("label", {}, `${label} `, field);
        };

        /** What a chart of these columns shows when nobody has chosen yet. */
        const proposal = (columns, rows, chosen) => {
            const along = columns.find(column => column.temporal)
                || columns.find(column => column.years && columns.some(other => other.numeric && other !== column))
                || columns.find(column => !column.numeric && !column.empty);
            if (!along) {
                return null;
            }
            const x = columns.some(column => column.name === chosen?.x) ? chosen.x : along.name;
            const numeric = columns.filter(column => column.numeric && column.name !== x);
            const kept = (chosen?.y || []).filter(name => numeric.some(column => column.name === name));
            const y = kept.length ? kept : numeric.filter(column => !column.years || numeric.every(other => other.years)).slice(0, 1).map(column => column.name);
            const repeated = new Set(rows.map(row => row[x]?.value)).size < rows.length;
            const varied = column => new Set(rows.map(row => row[column.name]?.value)).size > 1;
            const others = columns.filter(column => column.name !== x && !column.numeric && !column.temporal && !column.empty);
            const told = others.filter(varied);
            const readable = told.find(column => rows.some(row => row[column.name]?.type === "literal"));
            const by = chosen && "by" in chosen && (chosen.by === "" || others.some(column => column.name === chosen.by)) ? chosen.by
                : repeated ? (readable || told[0])?.name || "" : "";
            const ordered = columns.find(column => column.name === x);
            return {kind: chosen?.kind || (ordered.temporal || ordered.years ? "line" : "bar"), x, y, by, numeric, others};
        };

        /** Steps that people count in. */
        const ticks = (low, high, most) => {
            const rough = (high - low) / most || 1;
            const power = 10 ** Math.floor(Math.log10(rough));
            const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
            const result = [];
            for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) {
                result.push(Number(at.toPrecision(12)));
            }
            return result;
        };

        class Chart extends View {
            label = texts.chart;
            priority = 5;

            canHandleResults() {
                const answer = rowsOf(this.yasr);
                const columns = columnsOf(answer);
                return answer.rows.length > 0 && Boolean(proposal(columns, answer.rows)?.numeric.length);
            }

            draw(settings) {
                const answer = rowsOf(this.yasr);
                const columns = columnsOf(answer);
                const plan = proposal(columns, answer.rows, settings);
                const change = chosen => {
                    const now = {kind: plan.kind, x: plan.x, y: plan.y, by: plan.by, ...chosen};
                    this.yasr.storePluginConfig("chart", now);
                    const focused = [...controls.querySelectorAll("select, input")].indexOf(document.activeElement);
                    this.draw(now);
                    this.yasr.resultsEl.querySelectorAll(".chart-controls select, .chart-controls input")[focused]?.focus();
                };
                const controls = element("div", {className: "chart-controls", role: "group", "aria-label": texts.chart},
                    choice(texts.kind, [option("line", texts.lines, plan.kind), option("bar", texts.bars, plan.kind)], kind => change({kind})),
                    choice(texts.along, columns.filter(column => !column.empty).map(({name}) => option(name, name, plan.x)), x => change({x, by: undefined, y: []})),
                    element("fieldset", {}, element("legend", {}, texts.values), ...plan.numeric.map(({name}) => {
                        const box = element("input", {type: "checkbox", checked: plan.y.includes(name)});
                        box.addEventListener("change", () => change({y: plan.numeric.map(column => column.name).filter(other => other === name ? box.checked : plan.y.includes(other))}));
                        return element("label", {}, box, ` ${name}`);
                    })));
                if (plan.others.length) {
                    controls.append(choice(texts.by, [option("", "–", plan.by), ...plan.others.map(({name}) => option(name, name, plan.by))], by => change({by})));
                }
                this.show(controls, plan.y.length ? this.figure(plan, columns, answer.rows) : element("p", {className: "hint"}, texts.none));
            }

            figure(plan, columns, rows) {
                const prefixes = this.prefixes;
                const text = term => term ? term.type === "uri" ? shorten(term.value, prefixes) || term.value : term.value : "";
                const axis = columns.find(column => column.name === plan.x);
                const ordered = axis.temporal || axis.years || axis.numeric;
                const place = term => axis.temporal ? time(term) : number(term);

                // Groups along the axis, and in each of them a value for each line.
                const groups = new Map();
                const lines = new Map();
                for (const row of rows) {
                    if (!row[plan.x]) {
                        continue;
                    }
                    const key = text(row[plan.x]);
                    const group = groups.get(key) || {key, at: place(row[plan.x]), values: new Map()};
                    groups.set(key, group);
                    for (const y of plan.y) {
                        const name = [plan.by && row[plan.by] ? text(row[plan.by]) : "", plan.y.length > 1 || !plan.by ? y : ""].filter(part => part).join(", ") || y;
                        lines.set(name, true);
                        const value = number(row[y]);
                        if (!Number.isNaN(value)) {
                            group.values.set(name, [...group.values.get(name) || [], value]);
                        }
                    }
                }
                const names = [...lines.keys()].slice(0, MOST_LINES);
                const all = [...groups.values()];
                if (ordered) {
                    all.sort((a, b) => a.at - b.at);
                }
                const shown = plan.kind === "bar" ? all.slice(0, Math.max(1, Math.floor(MOST_BARS / Math.min(names.length, 4)))) : all;
                const values = shown.flatMap(group => names.flatMap(name => group.values.get(name) || []));
                const several = shown.some(group => names.some(name => group.values.get(name)?.length > 1));
                const title = say("drawn", {values: plan.y.join(", "), along: plan.x});
                const plot = element("div", {className: "plot"});
                const reading = element("p", {className: "reading"});
                const figure = element("figure", {className: `chart sparql-chart ${plan.kind}s`}, element("figcaption", {}, title), plot, reading);
                const low = Math.min(0, ...values);
                const high = Math.max(0, ...values) || 1;
                const draw = plan.kind === "bar" ? this.bars : this.lines;
                const positions = draw(plot, {shown, names, low, high, ordered, title});

                figure.append(element("ul", {className: "legend", "aria-label": texts.legend}, ...names.map((name, i) => element("li", {className: `line-${i + 1}`},
                    drawing("svg", {viewBox: "0 0 24 12", "aria-hidden": "true", focusable: "false"}, plan.kind === "bar" ? drawing("rect", {x: 4, y: 1, width: 16, height: 10})
                        : drawing("path", {class: "run", d: "M0,6H24"})), " ", name))));
                if (lines.size > names.length) {
                    figure.append(element("p", {className: "hint"}, say("drawnLines", {shown: count(names.length), all: count(lines.size)})));
                }
                if (all.length > shown.length) {
                    figure.append(element("p", {className: "hint"}, say("drawnBars", {shown: count(shown.length), all: count(all.length)})));
                }
                if (several) {
                    figure.append(element("p", {className: "hint"}, say("several", {along: plan.x})));
                }
                this.readable(plot, reading, {shown, names, positions, title});
                figure.append(element("details", {className: "numbers"}, element("summary", {}, texts.numbers),
                    element("div", {className: "scroll", tabIndex: 0, role: "group", "aria-label": title}, element("table", {}, element("caption", {}, title),
                        element("thead", {}, element("tr", {}, ...[plan.x, ...lines.keys()].map((name, i) => element("th", {scope: "col", className: i ? "number" : ""}, name)))),
                        element("tbody", {}, ...all.map(group => element("tr", {}, element("th", {scope: "row"}, group.key),
                            ...[...lines.keys()].map(name => element("td", {className: "number"}, (group.values.get(name) || []).map(count).join("; ") || "–")))))))));
                return figure;
            }

            lines(plot, {shown, names, low, high, ordered, title}) {
                const [width, height, top, bottom, left, right] = [720, 400, 16, 350, 64, 700];
                const from = shown[0]?.at;
                const span = shown.at(-1)?.at - from;
                const across = (group, i) => ordered ? span ? left + 10 + (group.at - from) * (right - left - 20) / span : (left + right) / 2
                    : left + (i + 0.5) * (right - left) / shown.length;
                const up = value => bottom - (value - low) * (bottom - top) / (high - low);
                const grid = drawing("g", {class: "grid"});
                for (const at of ticks(low, high, 6)) {
                    grid.append(drawing("path", {d: `M${left},${up(at)}H${right}`}), drawing("text", {class: "share", x: left - 8, y: up(at) + 5}, count(at)));
                }
                const every = Math.ceil(shown.length / (ordered ? 9 : 6));
                shown.forEach((group, i) => {
                    if (i % every === 0) {
                        const x = across(group, i);
                        grid.append(drawing("path", {d: `M${x},${bottom}v5`}), drawing("text", {class: "year", x, y: bottom + 26}, group.key.length > 14 ? `${group.key.slice(0, 13)}…` : group.key));
                    }
                });
                const svg = drawing("svg", {viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title}, grid);
                names.forEach((name, line) => {
                    const points = shown.flatMap((group, i) => (group.values.get(name) || []).map(value => [across(group, i), up(value)].map(part => part.toFixed(1))));
                    // Several values at one place are no line.
                    const single = shown.every(group => (group.values.get(name) || []).length < 2);
                    svg.append(drawing("g", {class: `line line-${line + 1}`},
                        drawing("path", {class: "run", d: !single ? "" : points.map(([x, y], i) => `${i ? "L" : "M"}${x},${y}`).join("")}),
                        drawing("path", {class: "point", d: points.map(([x, y]) => `M${x - 3},${y}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z`).join("")})));
                });
                plot.append(svg);
                return {width, points: shown.map((group, i) => [across(group, i), 0]), guide: ([x]) => `M${x},${top}V${bottom}`};
            }

            bars(plot, {shown, names, low, high, title}) {
                const [width, left, right, bar] = [720, 210, 650, names.length > 3 ? 10 : names.length > 1 ? 13 : 18];
                const group = names.length * bar + 10;
                const height = shown.length * group + 34;
                const across = value => left + (value - low) * (right - left) / (high - low);
                const grid = drawing("g", {class: "grid"});
                for (const at of ticks(low, high, 5)) {
                    grid.append(drawing("path", {d: `M${across(at)},4V${height - 26}`}), drawing("text", {class: "year", x: across(at), y: height - 6}, count(at)));
                }
                const svg = drawing("svg", {viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title}, grid);
                shown.forEach(({key, values}, i) => {
                    const y = 8 + i * group;
                    svg.append(drawing("text", {class: "name", x: left - 8, y: y + names.length * bar / 2 + 5}, drawing("title", {}, key), key.length > 27 ? `${key.slice(0, 26)}…` : key));
                    names.forEach((name, line) => {
                        for (const value of values.get(name) || []) {
                            svg.append(drawing("rect", {class: `line-${line + 1}`, x: Math.min(across(0), across(value)), y: y + line * bar, width: Math.max(1, Math.abs(across(value) - across(0))), height: bar - 2},
                                drawing("title", {}, `${key}, ${name}: ${count(value)}`)));
                            if (bar > 12) {
                                svg.append(drawing("text", {class: "amount", x: Math.max(across(0), across(value)) + 6, y: y + line * bar + bar / 2 + 4}, count(value)));
                            }
                        }
                    });
                });
                plot.append(svg);
                return {width, points: shown.map((each, i) => [0, 8 + i * group + names.length * bar / 2]), guide: ([, y]) => `M${left - 4},${y - names.length * bar / 2 - 3}v${names.length * bar + 4}`};
            }

            /** The arrow keys and the pointer tell the values of one place after the other. */
            readable(plot, reading, {shown, names, positions, title}) {
                const svg = plot.querySelector("svg");
                const guide = drawing("path", {class: "guide"});
                let current = 0;
                const show = index => {
                    current = Math.max(0, Math.min(shown.length - 1, index));
                    const group = shown[current];
                    guide.setAttribute("d", positions.guide(positions.points[current]));
                    svg.prepend(guide);
                    const told = names.map((name, i) => [name, group.values.get(name), i]).filter(([, values]) => values);
                    reading.replaceChildren(element("b", {}, group.key), ...told.map(([name, values, i]) => element("span", {className: `line-${i + 1}`}, `${name} ${values.map(count).join("; ")}`)));
                    plot.setAttribute("aria-valuenow", current + 1);
                    plot.setAttribute("aria-valuetext", [group.key, ...told.map(([name, values]) => `${name} ${values.map(count).join("; ")}`)].join("; "));
                };
                plot.tabIndex = 0;
                for (const [name, value] of Object.entries({role: "slider", "aria-label": title, "aria-valuemin": 1, "aria-valuemax": shown.length, "aria-valuenow": 1})) {
                    plot.setAttribute(name, value);
                }
                plot.addEventListener("focus", () => show(current));
                plot.addEventListener("pointermove", event => {
                    const box = svg.getBoundingClientRect();
                    const [x, y] = [event.clientX - box.left, event.clientY - box.top].map(part => part * positions.width / box.width);
                    const distance = ([px, py]) => px ? Math.abs(px - x) : Math.abs(py - y);
                    show(positions.points.reduce((best, point, i) => distance(point) < distance(positions.points[best]) ? i : best, 0));
                });
                plot.addEventListener("keydown", event => {
                    const steps = {ArrowLeft: current - 1, ArrowUp: current - 1, ArrowRight: current + 1, ArrowDown: current + 1, PageUp: current - 5, PageDown: current + 5, Home: 0, End: shown.length - 1};
                    if (event.key in steps) {
                        event.preventDefault();
                        show(steps[event.key]);
                    }
                });
            }
        }

        // The map

        let outlines;
        const europe = () => outlines ||= fetch(`${site.root}sparql/europe.json`).then(answer => answer.json());

        /** Lambert's azimuthal equal-area projection of the sphere, as the outlines have it (Snyder, Map Projections, eq. 24-2 to 24-4). */
        const project = (map, [east, north]) => {
            const radians = degrees => degrees * Math.PI / 180;
            const [latitude, middle, aside] = [radians(north), radians(map.centre[1]), radians(east - map.centre[0])];
            const stretch = Math.sqrt(2 / (1 + Math.sin(middle) * Math.sin(latitude) + Math.cos(middle) * Math.cos(latitude) * Math.cos(aside)));
            return [map.translate[0] + map.scale * stretch * Math.cos(latitude) * Math.sin(aside),
                map.translate[1] - map.scale * stretch * (Math.cos(middle) * Math.sin(latitude) - Math.sin(middle) * Math.cos(latitude) * Math.cos(aside))];
        };

        /** Chains of positions, east and north, of a geometry in WKT; the axes of EPSG:4326 come the other way round. */
        const geometry = text => {
            const [, system = "", kind] = text.match(WKT);
            const turned = /EPSG\/0\/4326/i.test(system);
            const chains = [...text.slice(text.indexOf("(")).matchAll(/[^()]+/g)].map(([chain]) => chain.split(",").map(pair => pair.trim().split(/\s+/).map(Number))
                .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)).map(([x, y]) => turned ? [y, x] : [x, y])).filter(chain => chain.length);
            return {kind: kind.toUpperCase(), chains};
        };

        class EuropeMap extends View {
            label = texts.map;
            priority = 4;

            places() {
                const {variables, rows} = rowsOf(this.yasr);
                const wkt = variables.find(name => rows.some(row => row[name] && (/wktLiteral$/.test(row[name].datatype || "") || !row[name].datatype) && WKT.test(row[name].value)));
                const north = variables.find(name => /^(lat|latitude|breite)$/i.test(name)) || variables.find(name => /lat(itude)?$/i.test(name));
                const east = variables.find(name => /^(lon|long|lng|longitude)$/i.test(name)) || variables.find(name => /(lon|long|lng|longitude)$/i.test(name));
                if (!wkt && !(north && east)) {
                    return [];
                }
                const rest = variables.filter(name => ![wkt, north, east].includes(name));
                const label = rest.find(name => rows.some(row => row[name] && row[name].type !== "uri" && Number.isNaN(number(row[name])))) || rest[0];
                const link = rest.find(name => rows.some(row => row[name]?.type === "uri"));
                return rows.flatMap(row => {
                    const shape = wkt && row[wkt] && WKT.test(row[wkt].value) ? geometry(row[wkt].value)
                        : {kind: "POINT", chains: [[[number(row[east]), number(row[north])]]]};
                    const real = shape.chains.length && shape.chains.every(chain => chain.every(pair => pair.every(Number.isFinite)));
                    return real ? [{...shape, name: row[label], iri: row[link]?.value || ""}] : [];
                });
            }

            canHandleResults() {
                return this.places().length > 0;
            }

            async draw() {
                const places = this.places();
                const prefixes = this.prefixes;
                const map = await europe();
                const inside = ([x, y]) => x >= 0 && x <= map.width && y >= 0 && y <= map.height;
                const text = term => term ? term.type === "uri" ? shorten(term.value, prefixes) || term.value : term.value : "";
                const seen = new Set();
                const outside = new Set();
                const marks = [];
                for (const place of places) {
                    const name = text(place.name);
                    const chains = place.chains.map(chain => chain.map(pair => project(map, pair)));
                    const known = `${name} ${place.iri} ${chains}`;
                    if (seen.has(known)) {
                        continue;
                    }
                    seen.add(known);
                    if (!chains.some(chain => chain.some(inside))) {
                        outside.add(name || place.iri);
                        continue;
                    }
                    marks.push({name, href: place.iri && addressOf(place.iri), chains, points: place.kind.endsWith("POINT"), closed: place.kind.endsWith("POLYGON")});
                }
                const named = marks.length <= MOST_NAMES;
                const drawn = marks.map(({name, href, chains, points, closed}) => {
                    const parts = points ? chains.flat().map(([x, y]) => drawing("circle", {cx: x.toFixed(1), cy: y.toFixed(1), r: 6}))
                        : [drawing("path", {class: closed ? "area" : "way", d: chains.map(chain => chain.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("") + (closed ? "Z" : "")).join("")})];
                    const [x, y] = chains[0][0];
                    const end = x + name.length * 9 > map.width;
                    const written = named && name ? [drawing("text", {x: end ? x : x + 11, y: end ? y + 22 : y + 6, "text-anchor": end ? "end" : "start"}, name)] : [drawing("title", {}, name)];
                    return href ? drawing("a", {href, "aria-label": name}, ...parts, ...written) : drawing("g", {}, ...parts, ...written);
                });
                const title = say("places", {count: count(marks.length)});
                const figure = element("figure", {className: "map sparql-map"}, drawing("svg", {viewBox: `0 0 ${map.width} ${map.height}`, role: "group", "aria-label": title},
                    drawing("g", {class: "land", "aria-hidden": "true"}, ...map.countries.map(country => drawing("path", {d: country.path}))), drawing("g", {class: "places"}, ...drawn)),
                    element("figcaption", {className: "hint"}, title));
                if (outside.size) {
                    figure.append(element("p", {className: "hint"}, say("outside", {names: [...outside].slice(0, MOST_NAMES).join(", ") + (outside.size > MOST_NAMES ? ", …" : "")})));
                }
                this.show(figure);
            }
        }

        return {element, say, count, rowsOf, written, addressOf, views: {table: Table, chart: Chart, map: EuropeMap, response: Response, boolean: YesOrNo, error: Problem}};
    };
})();

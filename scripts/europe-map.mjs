// Draws the countries of Europe once, for the maps of the site: world-atlas (Natural Earth, public domain) in the projection
// that the European Union uses for its maps, Lambert's azimuthal with equal areas about 52° N 10° E.
//
//     npm install --no-save d3-geo@3 topojson-client@3 topojson-simplify@3 world-atlas@2
//     node scripts/europe-map.mjs > src/main/resources/eu/staytuned/lod/web/europe.json
import {geoAzimuthalEqualArea, geoPath} from "d3-geo";
import {feature} from "topojson-client";
import {presimplify, quantile, simplify} from "topojson-simplify";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const WIDTH = 700;
const HEIGHT = 700;
const CENTRE = [10, 52];
// From the Atlantic off Portugal to Estonia and from Crete to the middle of Scandinavia.
const FRAME = {
    type: "MultiPoint",
    coordinates: [[-11, 36.2], [29.5, 36], [30, 62.3], [-10.5, 60], [-11, 44]]
};

const file = process.argv[2] ?? createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const weighed = presimplify(JSON.parse(readFileSync(file, "utf8")));
const atlas = simplify(weighed, 0.004);
const projection = geoAzimuthalEqualArea()
    .rotate([-CENTRE[0], -CENTRE[1]])
    .fitSize([WIDTH, HEIGHT], FRAME)
    .clipExtent([[-4, -4], [WIDTH + 4, HEIGHT + 4]])
    .precision(0.3);
const draw = geoPath(projection).digits(0);

const countries = feature(atlas, atlas.objects.countries).features
    .map(country => ({code: country.id, name: country.properties.name, path: draw(country)}))
    .filter(country => country.path)
    .map(country => ({...country, path: country.path.replace(/M[^ML]+(L[^ML]+){0,2}Z/g, "")}))
    .filter(country => country.path)
    .sort((one, other) => one.name.localeCompare(other.name));

const lines = countries.map(country => "    " + JSON.stringify(country));
process.stdout.write(`{
  "width": ${WIDTH},
  "height": ${HEIGHT},
  "centre": [${CENTRE}],
  "scale": ${projection.scale().toFixed(3)},
  "translate": [${projection.translate().map(value => value.toFixed(3))}],
  "countries": [
${lines.join(",\n")}
  ]
}
`);

package eu.staytuned.lod.web;

import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Each release, and each dataset of the catalogue, in the terms of DataCite. */
@Controller
class DataCiteController {

    private final JsonMapper json;

    DataCiteController(JsonMapper json) {
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    @GetMapping("/releases/{number:[1-9][0-9]{0,8}}" + DataCite.EXTENSION)
    DesignedFile release(@PathVariable String number) {
        return file("releases/" + number);
    }

    @GetMapping("/dataset/{name:[a-z0-9-]+}" + DataCite.EXTENSION)
    DesignedFile dataset(@PathVariable String name) {
        return file("dataset/" + name);
    }

    private DesignedFile file(String path) {
        return new DesignedFile(DataCite.TYPE, Optional.empty(), reading -> {
            Graph published = reading.shelf().data().getDefaultGraph();
            Node dataset = reading.iris().node(path);
            if (!DataCite.describes(published, dataset, reading.iris())) {
                throw WebProblems.problem(HttpStatus.NOT_FOUND, "There is no dataset " + path + " in this release.");
            }
            Map<String, Object> entry = DataCite.of(published, dataset, reading.iris());
            return json.writeValueAsBytes(entry);
        });
    }
}

package eu.staytuned.lod.web;

import eu.staytuned.lod.web.ResourcePage.Paging;
import java.util.function.IntFunction;

/** The ways from one page of a list to the others. */
final class Leafing {

    private Leafing() {}

    static Paging of(int page, int pages, IntFunction<String> address) {
        return new Paging(
                page,
                pages,
                address.apply(1),
                page > 1 ? address.apply(page - 1) : "",
                page < pages ? address.apply(page + 1) : "",
                address.apply(pages));
    }
}

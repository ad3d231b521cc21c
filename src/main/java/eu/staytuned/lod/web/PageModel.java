package eu.staytuned.lod.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Gives the pages of other modules what the common layout needs. */
@Component
class PageModel implements HandlerInterceptor {

    private final Pages pages;

    PageModel(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView modelAndView) {
        if (modelAndView != null) {
            modelAndView.getModel().putIfAbsent("site", pages.site(request, ReaderLanguages.of(request)));
        }
    }
}

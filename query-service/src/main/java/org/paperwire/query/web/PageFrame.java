package org.paperwire.query.web;

/// What stands around every page.
///
/// @param title of the window
/// @param query in the search box
/// @param styles address of the style sheet
public record PageFrame(String title, String query, String styles) {}

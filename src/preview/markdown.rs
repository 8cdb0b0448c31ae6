//! The report's Markdown as a page, as viewers of Markdown show it.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

use crate::assets::Assets;
use crate::render::html::data_address;

const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<title>Markdown</title>\n<link rel=\"stylesheet\" href=\"markdown.css\">\n",
    "</head>\n<body>\n<main>\n",
);
const TAIL: &str = "</main>\n</body>\n</html>\n";

/// Writes a Markdown as a page. Its pictures come from the assets.
pub(super) fn page(text: &str, assets: &Assets) -> String {
    let mut page = HEAD.to_owned();
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    html::push_html(&mut page, events.map(|event| carried(event, assets)));
    page.push_str(TAIL);
    page
}

/// Puts a picture into the page: the browser is given no file.
fn carried<'a>(event: Event<'a>, assets: &Assets) -> Event<'a> {
    let Event::Start(Tag::Image { link_type, dest_url, title, id }) = event else {
        return event;
    };
    let path = percent_encoding::percent_decode_str(&dest_url).decode_utf8_lossy();
    let address =
        data_address(assets, &path).map_or_else(|_| CowStr::from(""), CowStr::from);
    Event::Start(Tag::Image { link_type, dest_url: address, title, id })
}

//! What the page says about itself in `<meta>`.

use crate::document::Meta;
use crate::document::target;

/// One `<meta>`: its name and its content.
pub(super) type Entry = (&'static str, String);

/// Returns the `<meta>` set of 《政府网站发展指引》 (国办发〔2017〕47号, 网页设计规范)
/// as far as it is known. What is not given is left out, never made up: a site's
/// inspection would count a wrong value, while its CMS adds a missing one. The type
/// of the column goes with its name; `PubDate` is known only to who publishes.
pub(super) fn entries(meta: &Meta) -> Vec<Entry> {
    let publication = &meta.publication;
    let address = publication.url.as_deref().filter(|url| target::is_web(url));
    let domain = address.and_then(target::domain).map(str::to_owned);
    let keywords = publication.keywords.join(",");
    let column_type = publication.column.as_ref().and(publication.column_type.clone());
    let given = [
        ("SiteName", publication.site_name.clone()),
        ("SiteDomain", domain),
        ("SiteIDCode", publication.site_code.clone()),
        ("ColumnName", publication.column.clone()),
        ("ColumnType", column_type),
        ("ArticleTitle", Some(meta.title.clone())),
        ("ContentSource", publication.source.clone()),
        ("Keywords", Some(keywords)),
        ("Url", address.map(str::to_owned)),
    ];
    let given = given.into_iter().filter_map(|(name, content)| Some((name, content?)));
    let mut entries: Vec<_> = given.filter(|(_, content)| !content.is_empty()).collect();
    if entries.iter().all(|(name, _)| *name == "ArticleTitle") {
        entries.clear();
    }
    entries.extend(
        Some(("Author", meta.author.clone())).filter(|_| !meta.author.is_empty()),
    );
    entries
}

/// Returns the page's `<title>`: the report's, and the site's name where given.
pub(super) fn page_title(meta: &Meta) -> String {
    match &meta.publication.site_name {
        Some(site) => format!("{}-{site}", meta.title),
        None => meta.title.clone(),
    }
}

//! What a link may lead to.

/// Schemes a link may have. Anything else, `javascript:` above all, is shown as text.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// Tells whether an address is absolute and of a kind that readers may follow.
pub(crate) fn leads_outside(target: &str) -> bool {
    has_scheme(target, &SCHEMES)
}

/// Tells whether an address is absolute and of the web.
pub(crate) fn is_web(target: &str) -> bool {
    has_scheme(target, &SCHEMES[..2])
}

/// Returns the domain of a web address, without user and port.
pub(crate) fn domain(target: &str) -> Option<&str> {
    let (_, rest) = target.split_once("://").filter(|_| is_web(target))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next().filter(|host| !host.is_empty())
}

fn has_scheme(target: &str, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| {
        let start = target.get(..scheme.len());
        target.len() > scheme.len()
            && start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_some_schemes_lead_outside() {
        assert!(leads_outside("HTTP://a.cn") && leads_outside("mailto:a@b.cn"));
        for target in ["javascript:x", "http://", "a.md", " http://a.cn", "ftp://a.cn"] {
            assert!(!leads_outside(target), "{target}");
        }
        assert!(is_web("Https://a.cn") && !is_web("mailto:a@b.cn"));
    }

    #[test]
    fn domain_has_no_port() {
        assert_eq!(domain("https://u@www.a.gov.cn:80/x"), Some("www.a.gov.cn"));
        assert_eq!(domain("https:///x"), None);
        assert_eq!(domain("ftp://a.cn/"), None);
    }
}
